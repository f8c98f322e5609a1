import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "#components/data/api.ts";

/** A page's server state: asked anew after 5 s, and thrice where it fails by other than the page's own fault. */
export function newQueryClient(onError?: (error: Error) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache(onError ? { onError } : {}),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 3 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
}
