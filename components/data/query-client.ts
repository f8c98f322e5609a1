import { onlineManager, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "#components/data/api.ts";
import { connection } from "./connection.ts";

/**
 * A page's server state: asked anew after 5 s, and thrice where it fails by other than the page's own fault. Without a
 * connection queries wait for it. What changes something does not: it fails at once, since nobody may count on it.
 */
export function newQueryClient(onError?: (error: Error) => void): QueryClient {
  if (typeof window !== "undefined") onlineManager.setEventListener(followConnection);
  return new QueryClient({
    queryCache: new QueryCache(onError ? { onError } : {}),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 3 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
      mutations: { networkMode: "always" },
    },
  });
}

const followConnection = (setOnline: (online: boolean) => void) =>
  connection.subscribe(() => setOnline(connection.snapshot() !== "offline"));
