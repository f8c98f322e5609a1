"use client";
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { api } from "#components/data/api.ts";
import type { StorageTier } from "#components/files/types.ts";
import type {
  ArchivalSettingsAnswer,
  BulkTermsAnswer,
  RestoreAnswer,
  RestoresAnswer,
  RunAnswer,
  RunDetailAnswer,
  StorageAnswer,
  TermsAnswer,
} from "./answers.ts";
import { isRestoring } from "./words.ts";

/** How often what is about to change is asked for, milliseconds. */
const SOON = 1500;
/** What takes hours, and what days. */
const LATER = 20_000;
const SELDOM = 300_000;
/** What is expected within this time is about to change. */
const NEAR = 60_000;

/** When to ask again for restores: soon before something is expected of one, seldom while that is far, never when all are over. */
export function paceOf(
  restores: readonly Pick<
    RestoreAnswer,
    "status" | "estimated_ready" | "expires_at" | "permanent" | "failure"
  >[],
  now = Date.now(),
): number | false {
  const waits = restores.flatMap((restore) => {
    if (isRestoring(restore)) return [Math.min(LATER, Date.parse(restore.estimated_ready) - now - NEAR)];
    if (restore.status !== "ready") return [];
    // On its way back to hot storage, or waiting for room there.
    if (restore.permanent) return [restore.failure ? LATER : 0];
    return restore.expires_at ? [Math.min(SELDOM, Date.parse(restore.expires_at) - now - NEAR)] : [];
  });
  return waits.length > 0 && Math.max(SOON, Math.min(...waits));
}

/** The same of files that were asked for together, of which an answer names the newest two hundred only. */
export function batchPaceOf({ items, progress }: RestoresAnswer, now = Date.now()): number | false {
  const paces = [paceOf(items, now)];
  if (progress?.estimated_ready)
    paces.push(Math.max(SOON, Math.min(LATER, Date.parse(progress.estimated_ready) - now - NEAR)));
  const asked = paces.filter((pace) => pace !== false);
  return asked.length > 0 && Math.min(...asked);
}

/** A list that is asked for page by page and does not know its length. */
export function useEndless<T>(
  key: readonly unknown[],
  start: string,
  { pace }: { pace?: (items: readonly T[]) => number | false } = {},
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => api<{ items: T[]; next: string | null }>(pageParam),
    initialPageParam: start,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pace?.(state.data?.pages.flatMap((page) => page.items) ?? []) ?? false,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}

/** What restoring one file, or several, takes and costs; asked anew each time a dialog opens. */
export function useTerms(fileIds: readonly string[]) {
  const [only] = fileIds;
  return useQuery({
    queryKey: ["archival", "terms", fileIds],
    queryFn: async (): Promise<{ one: TermsAnswer | null; terms: BulkTermsAnswer | TermsAnswer }> => {
      if (fileIds.length === 1 && only) {
        const terms = await api<TermsAnswer>(`/api/files/${only}/restore`);
        return { one: terms, terms };
      }
      const body = { file_ids: fileIds };
      return { one: null, terms: await api<BulkTermsAnswer>("/api/files/restore/terms", { body }) };
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** A file's newest restore; null when it had none. */
export function useNewestRestore(fileId: string, { enabled }: { enabled: boolean }) {
  const _t = useTranslations("archival");
  return useQuery({
    queryKey: ["archival", "restores", "of", fileId],
    queryFn: async () => {
      const { items } = await api<RestoresAnswer>(`/api/archival/restores?file_id=${fileId}&limit=1`);
      return items[0] ?? null;
    },
    enabled,
    refetchInterval: ({ state }) => (state.data ? paceOf([state.data]) : false),
  });
}

/** Files whose restores are asked for at once. */
const TOGETHER = 100;

/** The newest restore of each of these files, by file; asked for a hundred at once. */
export function useListedRestores(fileIds: readonly string[]): ReadonlyMap<string, RestoreAnswer> {
  const _t = useTranslations("archival");
  const parts = Array.from({ length: Math.ceil(fileIds.length / TOGETHER) }, (_, n) =>
    fileIds.slice(n * TOGETHER, (n + 1) * TOGETHER),
  );
  return useQueries({
    queries: parts.map((ids) => ({
      queryKey: ["archival", "restores", "newest", ids],
      queryFn: () =>
        api<RestoresAnswer>(`/api/archival/restores?limit=${TOGETHER}&file_ids=${ids.join(",")}`),
      refetchInterval: ({ state }: { state: { data: RestoresAnswer | undefined } }) =>
        state.data ? paceOf(state.data.items) : false,
      placeholderData: keepPreviousData<RestoresAnswer>,
    })),
    combine: byFile,
  });
}

const byFile = (answers: readonly { data: RestoresAnswer | undefined }[]) =>
  new Map(answers.flatMap(({ data }) => data?.items ?? []).map((restore) => [restore.file_id, restore]));

/** Whether a file has come further than is shown of it, by its newest restore. */
export function isBehind(tier: StorageTier, restore: RestoreAnswer): boolean {
  if (isRestoring(restore)) return tier !== "restoring";
  if (restore.status === "ready") return tier !== "restored";
  return tier === "restoring" || tier === "restored";
}

/** Asks for files again once the restore of one has come further than is shown of it. */
export function useTierFollows(tier: StorageTier, restore: RestoreAnswer | null): void {
  const _t = useTranslations("archival");
  const queries = useQueryClient();
  const behind = restore !== null && isBehind(tier, restore);
  useEffect(() => {
    if (behind) void queries.invalidateQueries({ queryKey: ["files"] });
  }, [behind, queries]);
}

/** Files that were asked for together, and how far they are. */
export function useBatch(batchId: string) {
  const _t = useTranslations("archival");
  return useQuery({
    queryKey: ["archival", "restores", "batch", batchId],
    queryFn: () => api<RestoresAnswer>(`/api/archival/restores?batch_id=${batchId}&limit=200`),
    refetchInterval: ({ state }) => (state.data ? batchPaceOf(state.data) : false),
  });
}

export function useRestores() {
  const _t = useTranslations("archival");
  return useEndless<RestoreAnswer>(["archival", "restores", "list"], "/api/archival/restores?limit=50", {
    pace: paceOf,
  });
}

const isRunning = ({ status }: Pick<RunAnswer, "status">) => status === "running";

export function useRuns() {
  return useEndless<RunAnswer>(["archival", "runs"], "/api/archival/runs?limit=20", {
    pace: (runs) => runs.some(isRunning) && SOON,
  });
}

export function useRun(id: string) {
  return useOneRun<RunDetailAnswer>(["archival", "runs", id], `/api/archival/runs/${id}`);
}

/** A run with its details as they were when it was first asked for, and once more when it has ended; between, its counts. */
export function useOneRun<R extends Pick<RunAnswer, "status">>(key: readonly unknown[], path: string) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ client }): Promise<R> => {
      const before = client.getQueryData<R>(key);
      if (before && isRunning(before)) {
        const state = await api<R>(`${path}?details=false`);
        if (isRunning(state)) return { ...before, ...state };
      }
      return api<R>(path);
    },
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? SOON : false),
  });
}

export function useArchivalSettings() {
  return useQuery({
    queryKey: ["archival", "settings"],
    queryFn: () => api<ArchivalSettingsAnswer>("/api/settings/archival"),
  });
}

export function useStorage() {
  return useQuery({
    queryKey: ["archival", "storage"],
    queryFn: () => api<StorageAnswer>("/api/usage/storage"),
    refetchOnMount: "always",
  });
}

/** After something was archived, restored, kept or held. */
export async function refreshArchive(queries: QueryClient): Promise<void> {
  await Promise.all(
    ["files", "archival", "usage"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
  );
}
