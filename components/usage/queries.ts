"use client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import type { ProjectedInvoice } from "#lib/billing/plans/project-invoice.ts";
import type { CurrentUsage } from "#lib/usage/current-usage.ts";
import type { DailyUsage } from "#lib/usage/daily-usage.ts";
import type { UsageEvents } from "#lib/usage/list-events.ts";
import type { TopUsage } from "#lib/usage/top-usage.ts";

export type CurrentUsageAnswer = z.output<typeof CurrentUsage>;
export type ProjectedInvoiceAnswer = z.output<typeof ProjectedInvoice>;
export type DailyUsageAnswer = z.output<typeof DailyUsage>;
export type UsageDay = DailyUsageAnswer["items"][number];
export type UsageEvent = z.output<typeof UsageEvents>["items"][number];

export interface DayRange {
  /** UTC days, both included. */
  from: string;
  to: string;
}

/** How often the Usage page asks anew while it is looked at, milliseconds. */
const LIVE = 10_000;
/** For a page that shows usage as it grows: asked for when the page opens, and again while it is looked at. */
const watched = { refetchOnMount: "always", refetchInterval: LIVE } as const;

/**
 * `live`: as it grows. Otherwise half a minute old at most, for what every page shows. The two are kept apart: what the
 * shell knew already would not be what the server rendered of a page that is hydrated after it.
 */
export function useCurrentUsage({ live = false } = {}) {
  return useQuery({
    queryKey: ["usage", "current", live ? "live" : "shell"],
    queryFn: () => api<CurrentUsageAnswer>("/api/usage/current"),
    staleTime: 30_000,
    ...(live ? watched : {}),
  });
}

/** For admins only, as invoices are. */
export function useProjectedInvoice({ enabled }: { enabled: boolean }) {
  return useQuery({
    queryKey: ["usage", "projection"],
    queryFn: () => api<ProjectedInvoiceAnswer>("/api/billing/projection"),
    enabled,
    ...watched,
  });
}

export function useDailyUsage(range: DayRange) {
  return useQuery({
    queryKey: ["usage", "daily", range],
    queryFn: () => api<DailyUsageAnswer>(`/api/usage/daily?${new URLSearchParams({ ...range })}`),
    placeholderData: keepPreviousData,
    ...watched,
  });
}

export function useTopUsage(range: DayRange) {
  return useQuery({
    queryKey: ["usage", "top", range],
    queryFn: () => api<z.output<typeof TopUsage>>(`/api/usage/top?${new URLSearchParams({ ...range })}`),
    placeholderData: keepPreviousData,
  });
}

/** Events page by page, newest first; an empty kind is all of them. */
export function useUsageEvents({ kind, from, to }: DayRange & { kind: string }) {
  const query = { from, to, limit: "100", ...(kind ? { kind } : {}) };
  return useInfiniteQuery({
    queryKey: ["usage", "events", query],
    queryFn: ({ pageParam }) =>
      api<z.output<typeof UsageEvents>>(
        `/api/usage/events?${new URLSearchParams({ ...query, ...(pageParam ? { cursor: pageParam } : {}) })}`,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}
