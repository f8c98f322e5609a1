import type { Config } from "#lib/config/index.ts";
import { within } from "#lib/observability/health/within.ts";
import { logger } from "#lib/observability/logger.ts";

/** What a process needs to write down what it holds, after its work has ended, in milliseconds: part by part, then to spare. */
export const SETTLE_MS = { calls: 1500, telemetry: 2000, pools: 1000, spare: 500 };

/** When a process that was told to end cuts itself off, and when its supervisor does that for it, in milliseconds. */
export function shutdownTimes({ drainMs, graceMs }: Config["shutdown"]): { ownMs: number; killMs: number } {
  const settleMs = Object.values(SETTLE_MS).reduce((sum, ms) => sum + ms, 0);
  const ownMs = drainMs + graceMs + settleMs;
  return { ownMs, killMs: ownMs + 1000 };
}

/** Waits for the work for so long at most, and tells the log how it failed; the next has its turn in any case. */
export async function atMost(ms: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await within(ms, work());
  } catch (error) {
    logger().warn({ err: error }, "a part of what this process held was not settled when it ended");
  }
}
