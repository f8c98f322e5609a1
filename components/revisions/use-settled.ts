"use client";
import { useEffect, useRef, useState } from "react";

/** Long enough that a thumb dragged through 100 000 rows asks for nothing on the way, milliseconds. */
const SETTLED = 60;

/** The windows to fetch: the first at once, others when the scrolling has come to rest. */
export function useSettled(windows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const key = windows.map((window) => window.join()).join(" ");
  const latest = useRef(windows);
  latest.current = windows;
  const [settled, setSettled] = useState({ key, windows });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ key, windows: latest.current }), SETTLED);
    return () => clearTimeout(timer);
  }, [key]);
  return settled.windows;
}
