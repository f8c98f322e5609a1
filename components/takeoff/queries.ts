"use client";
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import type { ElementAnswer, Page } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import type { GroupsAnswer, OrdinalsAnswer } from "./answers.ts";
import { PAGE, type Window } from "./layout.ts";
import { queryOf, type View } from "./view.ts";

/** Whose elements: `stage` changes when the file is processed again, and all is asked for anew. */
export interface Source {
  fileId: string;
  stage: string;
}

/** What a file's elements are never changes while the file is not processed again. */
const AS_LONG_AS_ASKED = { staleTime: Number.POSITIVE_INFINITY };

export function useGroups({ fileId, stage }: Source, view: View) {
  const query = queryOf(view, { by: true }).toString();
  return useQuery({
    queryKey: ["elements", fileId, stage, "groups", query],
    queryFn: ({ signal }) => api<GroupsAnswer>(`/api/files/${fileId}/elements/groups?${query}`, { signal }),
    placeholderData: keepPreviousData,
    ...AS_LONG_AS_ASKED,
  });
}

/** The order of all rows; asked for once something is to be seen of it. The last one stays until the next is there. */
export function useOrder({ fileId, stage }: Source, view: View, enabled: boolean) {
  const query = queryOf(view, { by: true, order: true }).toString();
  return useQuery({
    queryKey: ["elements", fileId, stage, "order", view.by, query],
    queryFn: ({ signal }) => api<OrdinalsAnswer>(`/api/files/${fileId}/elements/order?${query}`, { signal }),
    enabled,
    // Groups of another kind have other keys.
    placeholderData: (last, lastQuery) => (lastQuery?.queryKey[4] === view.by ? last : undefined),
    ...AS_LONG_AS_ASKED,
  });
}

export interface LoadedRows {
  elements: ReadonlyMap<number, ElementAnswer>;
  error: Error | null;
  retry: () => void;
}

/** The elements of some windows; what left the view is kept a while, and what is no longer wanted is not waited for. */
export function useRows({ fileId, stage }: Source, windows: readonly Window[]): LoadedRows {
  return useQueries({
    queries: windows.map(({ ordinals }) => {
      const query = new URLSearchParams({ ordinals: ordinals.join(), limit: String(PAGE) });
      return {
        queryKey: ["elements", fileId, stage, "rows", ordinals.join()],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          api<Page<ElementAnswer>>(`/api/files/${fileId}/elements?${query}`, { signal }),
        ...AS_LONG_AS_ASKED,
      };
    }),
    combine: together,
  });
}

function together(results: UseQueryResult<Page<ElementAnswer>>[]): LoadedRows {
  const elements = new Map<number, ElementAnswer>();
  for (const { data } of results) for (const item of data?.items ?? []) elements.set(item.ordinal, item);
  return {
    elements,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}
