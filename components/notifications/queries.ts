"use client";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import type {
  MarkedReadAnswer,
  NoticeAnswer,
  NoticesAnswer,
  UnreadAnswer,
} from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { patchRows, useOptimistic } from "#components/data/optimistic.ts";
import { usePages } from "#components/data/queries.ts";
import { COUNT, LISTS } from "./unread.ts";

/** Notices that the popover asks for, of which it may show several in one line. */
const NEWEST = 30;

const NEWEST_KEY = [...LISTS, "newest"];

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

/** Takes back what one call of marking them read did; in turn with it, as both change the same notices. */
export function useMarkUnread(): (marked: MarkedReadAnswer) => Promise<UnreadAnswer> {
  return useOptimistic({
    keys: [["notices"]],
    show: (queries, { read_at }: MarkedReadAnswer) =>
      patchRows(queries, LISTS, (row) => (row.read_at === read_at ? { ...row, read_at: null } : row)),
    send: ({ read_at }) => api<UnreadAnswer>("/api/notifications/unread", { body: { read_at } }),
  });
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
