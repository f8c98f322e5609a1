"use client";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "#components/data/api.ts";
import { useOptimistic } from "#components/data/optimistic.ts";
import type { FirstSteps } from "#lib/onboarding/first-steps.ts";

export type FirstStepsAnswer = z.output<typeof FirstSteps>;
export type FirstStep = FirstStepsAnswer["steps"][number];

const KEY = ["first-steps"] as const;
const PATH = "/api/me/first-steps";
/** How often it is asked for while something of it is under way, milliseconds. */
const LIVE = 2000;

/** How far the organisation has come; `initial` is what the server knew when it made the page. */
export function useFirstSteps(initial: FirstStepsAnswer) {
  return useQuery({
    queryKey: KEY,
    queryFn: () => api<FirstStepsAnswer>(PATH),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.working ? LIVE : false),
  }).data;
}

/** Asks again and again while `watching`: for what the page itself is not told of. */
export function useWatchSteps(watching: boolean): void {
  useQuery({
    queryKey: KEY,
    queryFn: () => api<FirstStepsAnswer>(PATH),
    enabled: watching,
    refetchInterval: LIVE,
  });
}

/** Puts the list away, or brings it back; shown at once. */
export function useDismissSteps(): (dismissed: boolean) => Promise<FirstStepsAnswer> {
  return useOptimistic({
    keys: [KEY],
    show: (queries, dismissed: boolean) =>
      queries.setQueryData<FirstStepsAnswer>(KEY, (steps) => steps && { ...steps, dismissed }),
    send: (dismissed) => api<FirstStepsAnswer>(PATH, { method: "PATCH", body: { dismissed } }),
  });
}
