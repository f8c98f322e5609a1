import type { Config } from "#lib/config/index.ts";

/** What a process needs to write down what it holds, after its work has ended, in milliseconds. */
const SETTLE_MS = 5000;

/** When a process that was told to end cuts itself off, and when its supervisor does that for it, in milliseconds. */
export function shutdownTimes({ drainMs, graceMs }: Config["shutdown"]): { ownMs: number; killMs: number } {
  const ownMs = drainMs + graceMs + SETTLE_MS;
  return { ownMs, killMs: ownMs + 1000 };
}
