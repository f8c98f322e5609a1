"use client";
import { useSyncExternalStore } from "react";

/**
 * `online`; `offline`: the browser says so, or the server did not answer; `back`: it answers again, told for a moment.
 */
export type Connection = "online" | "offline" | "back";

/** Answers without a database, a session or a tenant, so it tells of the connection alone. */
const PROBE = "/api/health/live";
const PROBE_EVERY = 4_000;
const PROBE_LIMIT = 5_000;
/** How long "back" is told, milliseconds. */
const BACK = 4_000;

let now: Connection = "online";
let timer: ReturnType<typeof setTimeout> | undefined;
let probing = false;
const listeners = new Set<() => void>();

export const connection = { subscribe, snapshot: (): Connection => now };

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, connection.snapshot, () => "online" as const);
}

/** A request that found no server: it may be the server, the network, or that one request, so the server is asked. */
export function tellUnreachable(): void {
  if (now !== "offline" && listeners.size > 0) void probe();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) begin();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) end();
  };
}

function begin(): void {
  window.addEventListener("offline", lost);
  window.addEventListener("online", ask);
  if (!navigator.onLine) lost();
}

function end(): void {
  clearTimeout(timer);
  window.removeEventListener("offline", lost);
  window.removeEventListener("online", ask);
}

function lost(): void {
  become("offline");
  again(PROBE_EVERY);
}

/** A network is there, which need not lead to the server. */
function ask(): void {
  void probe();
}

async function probe(): Promise<void> {
  if (probing) return;
  probing = true;
  const answers = await fetch(PROBE, { cache: "no-store", signal: AbortSignal.timeout(PROBE_LIMIT) }).then(
    () => true,
    () => false,
  );
  probing = false;
  if (!answers) lost();
  else if (now === "offline") {
    become("back");
    clearTimeout(timer);
    timer = setTimeout(() => become("online"), BACK);
  }
}

function again(after: number): void {
  clearTimeout(timer);
  timer = setTimeout(ask, after);
}

function become(next: Connection): void {
  if (next === now) return;
  now = next;
  for (const listener of listeners) listener();
}
