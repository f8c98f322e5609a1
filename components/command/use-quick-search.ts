"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import type { QuickHits } from "#lib/quick-search/quick-search.ts";

export type QuickHitsAnswer = z.output<typeof QuickHits>;

/** How long typing rests before the server is asked, milliseconds. */
const REST = 120;
/** And longer before it is asked to look through every name, where the newest had too little. */
const LONG_REST = 400;
/** One letter is in nearly every name. */
const LEAST = 2;

/**
 * What the organisation has of that name: at once of the newest names, and where these have too little of the older ones, a
 * moment later. An answer that is overtaken by further typing is given up.
 */
export function useQuickSearch(typed: string) {
  const [q, setQ] = useState("");
  const wanted = typed.trim().length < LEAST ? "" : typed.trim().slice(0, 100);
  useEffect(() => {
    const timer = setTimeout(() => setQ(wanted), wanted === "" ? 0 : REST);
    return () => clearTimeout(timer);
  }, [wanted]);
  const query = useQuery({
    queryKey: ["quick-search", q],
    queryFn: ({ signal }) =>
      api<QuickHitsAnswer>(`/api/quick-search?${new URLSearchParams({ q })}`, { signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    retry: 1,
  });
  const isOfThis = q === wanted && !query.isPlaceholderData;
  const hasOlder = q !== "" && isOfThis && query.data?.older === true;
  const [rested, setRested] = useState("");
  useEffect(() => {
    if (!hasOlder) return;
    const timer = setTimeout(() => setRested(q), LONG_REST);
    return () => clearTimeout(timer);
  }, [hasOlder, q]);
  const all = useQuery({
    queryKey: ["quick-search", q, "all"],
    queryFn: ({ signal }) =>
      api<QuickHitsAnswer>(`/api/quick-search?${new URLSearchParams({ q, reach: "all" })}`, { signal }),
    enabled: hasOlder && rested === q,
    staleTime: 20_000,
    retry: 1,
  });
  return {
    hits: wanted === "" ? undefined : hasOlder ? (all.data ?? query.data) : query.data,
    /** What is shown is not, or not yet, of what is typed. */
    isBehind:
      wanted !== "" && (q !== wanted || query.isFetching || (hasOlder && all.isPending && !all.error)),
    error: wanted !== "" && q === wanted ? (query.error ?? (hasOlder ? all.error : null)) : null,
  };
}
