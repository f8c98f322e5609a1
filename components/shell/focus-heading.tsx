"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { isCovered } from "#components/command/shortcuts.ts";
import { whenIdle } from "#components/ui/on-demand.ts";

/** So long a page that still loads is waited for, milliseconds. */
const PATIENCE = 10_000;

/**
 * On another page the focus goes to its heading, as it would to the top of a page that is loaded anew: who hears the page
 * knows where they are, and the Tab key goes on from there rather than from a link that has gone. A field that a page has
 * focused itself keeps the focus, and so does whatever the person has gone to meanwhile. Within a page what goes with the
 * focus in it leaves it near by.
 */
export function FocusHeading() {
  const path = usePathname();
  const known = useRef(path);
  useEffect(() => {
    if (known.current === path) return;
    known.current = path;
    if (focusHeading()) return;
    // The heading comes with the page's data: until then its content has the focus.
    const content = document.getElementById("content");
    if (!content || isTaken()) return;
    content.focus({ preventScroll: true });
    const waiting = new AbortController();
    const { signal } = waiting;
    const stop = () => waiting.abort();
    const observer = new MutationObserver(() => {
      if (document.activeElement !== content || focusHeading()) stop();
    });
    observer.observe(content, { childList: true, subtree: true });
    const timer = setTimeout(stop, PATIENCE);
    signal.addEventListener("abort", () => {
      observer.disconnect();
      clearTimeout(timer);
    });
    window.addEventListener("keydown", (event) => event.key === "Tab" && stop(), { signal });
    return stop;
  }, [path]);
  useEffect(() => {
    let stop = () => {};
    let isLeft = false;
    const cancel = whenIdle(async () => {
      const { keepFocus } = await import("./keep-focus.ts");
      if (!isLeft) stop = keepFocus();
    });
    return () => {
      isLeft = true;
      cancel();
      stop();
    };
  }, []);
  return null;
}

/** Whether there is nothing left to do: the heading has the focus, or something else is to keep it. */
function focusHeading(): boolean {
  if (isTaken()) return true;
  const heading = document.querySelector<HTMLElement>("#content h1");
  if (!heading) return false;
  heading.tabIndex = -1;
  // Where to the page is scrolled is the router's to decide.
  heading.focus({ preventScroll: true });
  return true;
}

/** A dialog is open, or the page has put the focus into one of its fields. */
function isTaken(): boolean {
  const active = document.activeElement;
  return (
    isCovered() ||
    (active?.matches("input, textarea, select") === true && active.closest("#content") !== null)
  );
}
