"use client";
import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** By what came, as it is kept with the page and comes back when the person does. */
const received = new WeakMap<DehydratedState, DehydratedState>();

/**
 * Gives the queries below the answers that came with the page. Their times are the server's: by a clock that is ahead of
 * the browser's a page that is shown again would count as newer than what was asked for since, and hide it. So no answer is
 * from later than when it came.
 */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  let own = received.get(state);
  if (!own) {
    own = untilNow(state);
    received.set(state, own);
  }
  return <HydrationBoundary state={own}>{children}</HydrationBoundary>;
}

function untilNow(state: DehydratedState): DehydratedState {
  const now = Date.now();
  return {
    ...state,
    queries: state.queries.map((query) => ({
      ...query,
      state: { ...query.state, dataUpdatedAt: Math.min(query.state.dataUpdatedAt, now) },
    })),
  };
}
