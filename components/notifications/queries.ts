"use client";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type {
  MarkedReadAnswer,
  NoticeAnswer,
  NoticesAnswer,
  UnreadAnswer,
} from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { patchRows, useOptimistic } from "#components/data/optimistic.ts";
import { usePages } from "#components/data/queries.ts";

/** How often a page in sight asks whether there is something new, milliseconds; one in the background does not. */
const PACE = 30_000;
/** Notices that the popover asks for, of which it may show several in one line. */
const NEWEST = 30;

const COUNT = ["notices", "count"];
const LISTS = ["notices", "lists"];
const NEWEST_KEY = [...LISTS, "newest"];

/** How many notices are unread, up to a hundred; what lists show follows it. */
export function useUnread(): number {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: COUNT,
    queryFn: () => api<UnreadAnswer>("/api/notifications/count"),
    refetchInterval: PACE,
    refetchOnWindowFocus: "always",
    select: ({ unread }) => unread,
  });
  const before = useRef(data);
  useEffect(() => {
    // What changes because the person marks them read is shown already, and asked for when that has settled.
    if (before.current !== undefined && before.current !== data && queries.isMutating() === 0)
      void queries.invalidateQueries({ queryKey: LISTS });
    before.current = data;
  }, [data, queries]);
  return data ?? 0;
}

/** The newest notices, asked for anew whenever they are looked at. */
export function useNewest() {
  return useQuery({
    queryKey: NEWEST_KEY,
    queryFn: () => api<NoticesAnswer>(`/api/notifications?limit=${NEWEST}`),
    staleTime: 0,
  });
}

export interface NoticeFilter {
  unread: boolean;
  topic: string;
}

export function useNotices({ unread, topic }: NoticeFilter) {
  const query = new URLSearchParams({
    ...(unread ? { unread: "true" } : {}),
    ...(topic ? { topic } : {}),
  });
  return usePages<NoticeAnswer>([...LISTS, unread, topic], `/api/notifications?${query}`);
}

export type Read = { ids: string[] } | { all: true; until: string; topic?: string };

/** Marks notices as read, and shows so before the server has answered. What it answers takes it back (`useMarkUnread`). */
export function useMarkRead(): (what: Read) => Promise<MarkedReadAnswer> {
  return useOptimistic({
    keys: [["notices"]],
    show: showRead,
    send: (body: Read) => api<MarkedReadAnswer>("/api/notifications/read", { body }),
  });
}

/** Takes back what one call of marking them read did. */
export function useMarkUnread(): (marked: MarkedReadAnswer) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async ({ read_at }) => {
      queries.setQueryData(
        COUNT,
        await api<UnreadAnswer>("/api/notifications/unread", { body: { read_at } }),
      );
      await queries.invalidateQueries({ queryKey: LISTS });
    },
    [queries],
  );
}

function showRead(queries: QueryClient, what: Read): void {
  const read = new Set<unknown>();
  const readAt = new Date().toISOString();
  patchRows(queries, LISTS, (row) => {
    const isMeant = "ids" in what ? what.ids.some((id) => id === row.id) : isUpTo(row, what);
    if (!isMeant || row.read_at !== null) return row;
    read.add(row.id);
    return { ...row, read_at: readAt };
  });
  const isEverything = "all" in what && what.topic === undefined;
  const left = (before: number) => (isEverything ? 0 : Math.max(0, before - read.size));
  queries.setQueryData<UnreadAnswer>(COUNT, (old) => old && { unread: left(old.unread) });
  queries.setQueryData<NoticesAnswer>(NEWEST_KEY, (old) => old && { ...old, unread: left(old.unread) });
}

/** Which of a topic it is, only the server knows; until it says so, they stay as they are. */
const isUpTo = (row: Record<string, unknown>, { until, topic }: Extract<Read, { all: true }>) =>
  topic === undefined && typeof row.created_at === "string" && row.created_at <= until;
