"use client";
import { useSyncExternalStore } from "react";

/**
 * By which trace the server made what the page shows: each answer says it in its Server-Timing header
 * (`traceparent;desc="00-<trace>-<span>-01"`), which the browser keeps for the document and for every navigation after it.
 */
const traces = new Map<string, string>();
const listeners = new Set<() => void>();
const KEPT = 50;

/** The trace id of the page at this address, as soon as it is known; null where the server does not say it. */
export function usePageTrace(): string | null {
  return useSyncExternalStore(subscribe, pageTrace, () => null);
}

function pageTrace(): string | null {
  return traces.get(location.pathname) ?? traces.get(DOCUMENT) ?? said();
}

/** What an answer's Server-Timing says of its trace. */
export function traceOf(timings: readonly { name: string; description: string }[]): string | null {
  const said = timings.find(({ name }) => name === "traceparent")?.description ?? "";
  return /^00-([0-9a-f]{32})-/.exec(said)?.[1] ?? null;
}

/** In the document itself, for where a proxy keeps the header to itself. */
function said(): string | null {
  const description = document.querySelector<HTMLMetaElement>('meta[name="traceparent"]')?.content ?? "";
  return traceOf([{ name: "traceparent", description }]);
}

const DOCUMENT = "";

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(entries: PerformanceEntryList): void {
  for (const entry of entries) {
    if (!(entry instanceof PerformanceResourceTiming)) continue;
    const trace = traceOf(entry.serverTiming);
    const key = placeOf(entry);
    if (!trace || key === null) continue;
    // Put in anew, so that the oldest is the first.
    traces.delete(key);
    traces.set(key, trace);
    const [oldest] = traces.keys();
    if (traces.size > KEPT && oldest !== undefined) traces.delete(oldest);
  }
  for (const listener of listeners) listener();
}

/** The path of a navigation within the page; calls of the API and static files are none. */
function placeOf(entry: PerformanceResourceTiming): string | null {
  if (entry.entryType === "navigation") return DOCUMENT;
  const { pathname, searchParams } = new URL(entry.name);
  return searchParams.has("_rsc") ? pathname : null;
}

// Not on the server: Node has an observer of this name too. From the first script on: the browser's own list of requests is full after some minutes.
if (typeof window !== "undefined")
  for (const type of ["navigation", "resource"])
    new PerformanceObserver((list) => keep(list.getEntries())).observe({ type, buffered: true });
