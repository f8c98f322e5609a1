"use client";
import { useSyncExternalStore } from "react";

/** Of the grid's rows, in pixels. */
export interface Heights {
  header: number;
  row: number;
}

const MOUSE: Heights = { header: 36, row: 40 };
const FINGER: Heights = { header: 44, row: 48 };

/** As the `touch` variant of the style sheet has it. */
const TOUCH = "(pointer: coarse), (width < 40rem)";

export function useHeights(): Heights {
  return useSyncExternalStore(
    listen,
    () => (matchMedia(TOUCH).matches ? FINGER : MOUSE),
    () => MOUSE,
  );
}

function listen(onChange: () => void): () => void {
  const query = matchMedia(TOUCH);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
