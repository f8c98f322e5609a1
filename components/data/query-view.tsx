"use client";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { ApiError } from "./api.ts";

/** What of a query, paged or not, the view needs. */
interface Loadable<T> {
  data: T | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
}

/** A query's data, or its loading and failed state. */
export function QueryView<T>({
  query,
  loading,
  children,
}: {
  query: Loadable<T>;
  loading: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return loading;
  const error = query.error;
  return (
    <ErrorState
      title="This could not be loaded"
      traceId={error instanceof ApiError ? error.traceId : null}
      action={<Button onClick={() => query.refetch()}>Try again</Button>}
    >
      {error?.message}
    </ErrorState>
  );
}
