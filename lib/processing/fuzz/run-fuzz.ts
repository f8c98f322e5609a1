import path from "node:path";
import { Worker } from "node:worker_threads";
import type { TargetName } from "./targets.ts";

export interface FuzzInput {
  target: TargetName;
  seed: number;
  from: number;
  to: number;
}

export type FuzzMessage =
  | { kind: "ready"; limitMs: number }
  | { kind: "start"; n: number }
  | { kind: "done"; n: number; outcome: string }
  | { kind: "failed"; n: number; reason: string };

export interface FuzzResult {
  target: TargetName;
  seed: number;
  inputs: number;
  /** How many inputs came to `answer` or to each code. */
  outcomes: Record<string, number>;
  /** Inputs that ended in anything but an answer or a typed error. */
  failures: { n: number; reason: string }[];
  slowestMs: number;
  /** Most memory of the whole process while it ran, over what it had before, MiB. */
  growthMb: number;
}

/** Heap of the thread that runs the inputs; the take-off's own threads have their own limits. */
const MAX_HEAP_MB = 512;
const CHECK_MS = 100;

/**
 * Runs mutated inputs `0 … inputs − 1` of a seed until they are done or the time is up, in a thread of their own: one that
 * crashes or hangs is a failure of that input, and the next goes on in a new thread. The same seed gives the same inputs.
 */
export async function runFuzz(
  target: TargetName,
  { seed, inputs, forMs = Number.POSITIVE_INFINITY }: { seed: number; inputs: number; forMs?: number },
): Promise<FuzzResult> {
  const before = process.memoryUsage.rss();
  const result: FuzzResult = {
    target,
    seed,
    inputs: 0,
    outcomes: {},
    failures: [],
    slowestMs: 0,
    growthMb: 0,
  };
  const end = performance.now() + forMs;
  while (result.inputs < inputs && performance.now() < end) {
    await runThread({ target, seed, from: result.inputs, to: inputs }, result, end, before);
  }
  return result;
}

function runThread(input: FuzzInput, result: FuzzResult, end: number, before: number): Promise<void> {
  const entry = path.join(import.meta.dirname, "worker.ts");
  const worker = new Worker(entry, {
    workerData: input,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  let limitMs = 60_000;
  let current = input.from;
  let startedAt = performance.now();
  return new Promise((resolve) => {
    const finish = () => {
      clearInterval(watch);
      worker.terminate().then(() => resolve());
    };
    const fail = (reason: string) => {
      result.failures.push({ n: current, reason });
      result.inputs = current + 1;
      finish();
    };
    const watch = setInterval(() => {
      result.growthMb = Math.max(result.growthMb, (process.memoryUsage.rss() - before) / 2 ** 20);
      if (performance.now() - startedAt > limitMs) fail(`no answer within ${limitMs} ms`);
    }, CHECK_MS);
    worker.on("message", (message: FuzzMessage) => {
      if (message.kind === "ready") {
        limitMs = message.limitMs;
        startedAt = performance.now();
      } else if (message.kind === "start") {
        current = message.n;
        startedAt = performance.now();
      } else {
        result.slowestMs = Math.max(result.slowestMs, performance.now() - startedAt);
        result.inputs = message.n + 1;
        if (message.kind === "failed") result.failures.push({ n: message.n, reason: message.reason });
        else result.outcomes[message.outcome] = (result.outcomes[message.outcome] ?? 0) + 1;
        if (performance.now() > end) finish();
      }
    });
    worker.on("error", (error) =>
      fail(`the thread died: ${error instanceof Error ? error.stack : String(error)}`),
    );
    worker.on("exit", finish);
  });
}
