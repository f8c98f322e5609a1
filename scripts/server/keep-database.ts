import { setTimeout as pause } from "node:timers/promises";
import type { EmbeddedDatabase } from "#db/embedded.ts";
import { StartRefused } from "./start-refused.ts";

export interface KeepOptions {
  /** Starts the server once more, on the same port; gives up when the signal says so. */
  restart(signal: AbortSignal): Promise<EmbeddedDatabase>;
  /** Called once, when it does not come back. */
  gaveUp(error: StartRefused): void;
  /** The first pause before a restart, in milliseconds; it doubles with each failure. */
  pauseMs?: number;
  /** Ends and failed starts in a row after which it is given up. */
  attempts?: number;
}

/** A server that ran this long had recovered: its next end counts as the first. */
const STEADY_MS = 60_000;

/** Watches an embedded database server and starts it again whenever it ends by itself, a bounded number of times in a row. */
export function keepDatabase(
  first: EmbeddedDatabase,
  { restart, gaveUp, pauseMs = 500, attempts = 6 }: KeepOptions,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await current.stop();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    let failures = 0;
    for (;;) {
      const startedAt = Date.now();
      let words = await current.exited;
      if (signal.aborted) return;
      failures = Date.now() - startedAt < STEADY_MS ? failures + 1 : 1;
      for (let back = false; !back; ) {
        if (failures > attempts) {
          gaveUp(
            new StartRefused(
              `The embedded PostgreSQL ended ${failures} times in a row and was not started again; everything is stopped. Look at what it said, then start again:\n${lastLines(words)}`,
            ),
          );
          return;
        }
        const wait = pauseMs * 2 ** (failures - 1);
        console.error(
          `The embedded PostgreSQL ended; it starts again in ${wait / 1000} s. It said:\n${lastLines(words)}`,
        );
        await pause(wait, undefined, { signal }).catch(() => {});
        if (signal.aborted) return;
        try {
          current = await restart(signal);
          back = true;
        } catch (error) {
          failures++;
          words = error instanceof Error ? error.message : String(error);
        }
        if (signal.aborted) return;
      }
      console.error("The embedded PostgreSQL runs again.");
    }
  }
}

const lastLines = (words: string) => words.trim().split("\n").slice(-5).join("\n");
