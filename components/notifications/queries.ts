"use client";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { NoticeAnswer, NoticesAnswer, UnreadAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { usePages } from "#components/data/queries.ts";

/** How often a page in sight asks whether there is something new, milliseconds; one in the background does not. */
const PACE = 30_000;
/** Notices that the popover asks for, of which it may show several in one line. */
const NEWEST = 30;

const COUNT = ["notices", "count"];
const LISTS = ["notices", "lists"];

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
    if (before.current !== undefined && before.current !== data)
      void queries.invalidateQueries({ queryKey: LISTS });
    before.current = data;
  }, [data, queries]);
  return data ?? 0;
}

/** The newest notices, asked for anew whenever they are looked at. */
export function useNewest() {
  return useQuery({
    queryKey: [...LISTS, "newest"],
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

/** Marks notices as read; the count says so at once. */
export function useMarkRead(): (what: Read) => Promise<void> {
  const queries = useQueryClient();
  return useCallback((body: Read) => markRead(queries, body), [queries]);
}

async function markRead(queries: QueryClient, body: Read): Promise<void> {
  const answer = await api<UnreadAnswer>("/api/notifications/read", { body });
  queries.setQueryData(COUNT, answer);
  await queries.invalidateQueries({ queryKey: LISTS });
}
