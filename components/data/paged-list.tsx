"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadMore } from "#components/ui/pagination.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { QueryView } from "./query-view.tsx";

/** What of a query by pages a list needs; `usePages` answers it. */
export interface Paged<T> {
  data: T | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** A list that is asked for page by page, with its loading and failed state. `what` it lists: "invoices". */
export function PagedList<T extends { items: readonly unknown[]; total: number }>({
  query,
  what,
  children,
}: {
  query: Paged<T>;
  what: string;
  children: (data: T) => ReactNode;
}) {
  const t = useTranslations("data");
  return (
    <QueryView query={query} loading={<LoadingRows label={t("pagedList.loading", { what })} />}>
      {(data) => (
        <>
          {children(data)}
          <LoadMore
            shown={data.items.length}
            total={data.total}
            loading={query.isFetchingNextPage}
            onLoadMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </QueryView>
  );
}
