"use client";
import { type DehydratedState, HydrationBoundary, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { type Received, receive } from "./received.ts";

/** By what came, as it is kept with the page and comes back when the person does. */
const received = new WeakMap<DehydratedState, Received>();

/** Gives the queries below the answers that came with the page; those that would shrink by it are asked for anew. */
export function Hydrated({ state, children }: { state: DehydratedState; children: ReactNode }) {
  const queries = useQueryClient();
  let own = received.get(state);
  if (!own) {
    own = receive(queries, state);
    received.set(state, own);
  }
  const { answers, longer } = own;
  useEffect(() => {
    // One that is asked for already, since it is shown and stale, is not asked for twice.
    for (const queryKey of longer)
      void queries.refetchQueries({ queryKey, exact: true, type: "active" }, { cancelRefetch: false });
  }, [queries, longer]);
  return <HydrationBoundary state={answers}>{children}</HydrationBoundary>;
}
