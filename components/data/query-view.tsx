"use client";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("data");
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return loading;
  const error = query.error;
  return (
    <ErrorState
      title={t("queryView.thisCouldNotBeLoaded")}
      traceId={error instanceof ApiError ? error.traceId : null}
      action={<Button onClick={() => query.refetch()}>{t("queryView.tryAgain")}</Button>}
    >
      {error instanceof ApiError ? error.message : t("queryView.unexpected")}
    </ErrorState>
  );
}
