"use client";
import { useEffect, useReducer } from "react";
import { isOfBefore } from "#components/data/new-version.ts";

/** A part of the interface whose code comes when it is first wanted: what opens, rather than what a page shows at first. */
export interface OnDemand<Part> {
  /** Fetches the code, once. For what makes it likely: a pointer or the focus on what opens it. */
  fetch: () => void;
  /** A hook: the code while it is wanted and there, else null. Whatever is wanted later is fetched when the page rests. */
  usePart: (isWanted: boolean) => Part | null;
}

/** After which time a part that is wanted and could not be fetched is tried again, milliseconds. */
export const TRY_AGAIN = 3_000;

export function onDemand<Part>(load: () => Promise<Part>): OnDemand<Part> {
  let part: Part | null = null;
  let loading: Promise<void> | null = null;
  const get = () => {
    loading ??= load().then(
      (module) => {
        part = module;
      },
      // Without a network, or a deployment came in between: whoever asks again tries again.
      () => {
        loading = null;
      },
    );
    return loading;
  };
  return {
    fetch: () => void get(),
    usePart: (isWanted) => {
      const [, arrived] = useReducer((times: number) => times + 1, 0);
      const shown = isWanted ? part : null;
      useEffect(() => whenIdle(get), []);
      // By what was rendered: it may have arrived between that and here.
      useEffect(() => {
        if (!isWanted || shown !== null) return;
        let timer: ReturnType<typeof setTimeout> | undefined;
        let isLeft = false;
        const bring = async () => {
          await get();
          if (isLeft) return;
          arrived();
          // What opens stands open already, so that another click on it would change nothing. The server of another build
          // has it no more: then the person is told, and nothing is asked for again and again.
          if (part === null && !isOfBefore()) timer = setTimeout(() => void bring(), TRY_AGAIN);
        };
        void bring();
        return () => {
          isLeft = true;
          clearTimeout(timer);
        };
      }, [isWanted, shown]);
      return shown;
    },
  };
}

/** Does something once the page has come to rest, unless what is answered is called before. */
export function whenIdle(run: () => unknown): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 2000);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(run, { timeout: 5000 });
  return () => cancelIdleCallback(callback);
}
