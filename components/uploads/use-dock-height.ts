"use client";
import { type RefObject, useEffect, useRef } from "react";

/** Tells the page by `--dock` how much of its foot the dock covers, so that messages and the page's end stand above it. */
export function useDockHeight(): RefObject<HTMLElement | null> {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const dock = frame.current;
    if (!dock) return;
    const page = document.documentElement.style;
    const watch = new ResizeObserver(() => {
      const margin = Number.parseFloat(getComputedStyle(dock).marginBottom);
      page.setProperty("--dock", `${dock.offsetHeight + margin}px`);
    });
    watch.observe(dock);
    return () => {
      watch.disconnect();
      page.removeProperty("--dock");
    };
  }, []);
  return frame;
}
