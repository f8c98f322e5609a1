"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Window } from "./layout.ts";

/** Long enough that a thumb dragged through 100 000 rows asks for nothing on the way, milliseconds. */
const SETTLED = 60;

/** The windows to fetch: the first at once, others when the scrolling has come to rest. */
export function useWindows(): [windows: readonly Window[], want: (windows: Window[]) => void] {
  const [windows, setWindows] = useState<readonly Window[]>([]);
  const wanted = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const want = useCallback((next: Window[]) => {
    const key = next.map(({ ordinals }) => ordinals.join()).join(" ");
    if (key === wanted.current) return;
    const first = wanted.current === "";
    wanted.current = key;
    clearTimeout(timer.current);
    if (first) setWindows(next);
    else timer.current = setTimeout(() => setWindows(next), SETTLED);
  }, []);
  return [windows, want];
}
