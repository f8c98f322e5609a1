"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { UnreadAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";

/** How often a page in sight asks whether there is something new, milliseconds; one in the background does not. */
const PACE = 30_000;

/** Below which keys the number of unread notices and the lists of notices are kept. */
export const COUNT = ["notices", "count"];
export const LISTS = ["notices", "lists"];

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
