"use client";
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import type { Page } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import type { ChangeAnswer, ChangesAnswer, ColumnsAnswer, VersionsAnswer } from "./answers.ts";

/** How often a comparison that is not there yet is asked for, milliseconds: one of versions being processed, and one being made. */
const LIVE = 1500;
const SOON = 500;

export function useVersions(fileId: string) {
  return useQuery({
    queryKey: ["files", fileId, "versions"],
    queryFn: () => api<VersionsAnswer>(`/api/files/${fileId}/versions`),
  });
}

/** What a version changed. One that has not been compared yet is, by whoever looks first. */
export function useChanges(fileId: string) {
  return useQuery({
    queryKey: ["files", fileId, "changes"],
    queryFn: async () => {
      const known = await api<ChangesAnswer>(`/api/files/${fileId}/changes`);
      if (known.state !== "due") return known;
      return api<ChangesAnswer>(`/api/files/${fileId}/changes`, { method: "POST" });
    },
    refetchInterval: ({ state }) =>
      (state.data?.state === "due" && SOON) || (state.data?.state === "waiting" && LIVE),
  });
}

/** `made`: changes when the versions are compared anew. */
export function useChangeColumns(fileId: string, made: string) {
  return useQuery({
    queryKey: ["changes", fileId, made, "columns"],
    queryFn: ({ signal }) => api<ColumnsAnswer>(`/api/files/${fileId}/changes/columns`, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Rows of one lookup. */
export const WINDOW = 100;

export interface LoadedChanges {
  rows: ReadonlyMap<number, ChangeAnswer>;
  error: Error | null;
  retry: () => void;
}

/** The rows of some windows, by their position. */
export function useChangeRows(
  fileId: string,
  made: string,
  windows: readonly (readonly number[])[],
): LoadedChanges {
  return useQueries({
    queries: windows.map((positions) => ({
      queryKey: ["changes", fileId, made, "rows", positions.join()],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api<Page<ChangeAnswer>>(
          `/api/files/${fileId}/changes/rows?${new URLSearchParams({ positions: positions.join(), limit: String(WINDOW) })}`,
          { signal },
        ),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: together,
  });
}

function together(results: UseQueryResult<Page<ChangeAnswer>>[]): LoadedChanges {
  const rows = new Map<number, ChangeAnswer>();
  for (const { data } of results) for (const item of data?.items ?? []) rows.set(item.position, item);
  return {
    rows,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}
