import path from "node:path";
import { Worker } from "node:worker_threads";

export interface ThreadLimits {
  signal?: AbortSignal;
  /** Time allowed, ms. */
  timeoutMs: number;
  /** Heap of the thread, MiB. */
  heapMb: number;
  stackMb: number;
}

/** Why a thread ended without an answer of its own. */
export type ThreadEnd = "cancelled" | "timeout" | "out_of_memory" | "crashed";

export interface ThreadWork<Message, Result> extends ThreadLimits {
  /** The thread's file, from the installation's root: a bundled caller has none of its own to start from. */
  entry: string;
  workerData: unknown;
  onMessage: (
    message: Message,
    ends: { done: (result: Result) => void; fail: (error: Error) => void },
  ) => void;
  /** The error that an end stands for. */
  errorOf: (end: ThreadEnd, cause?: unknown) => Error;
  /** What there is already when it fails, where that is a result too. */
  salvage?: (error: Error) => Result | null;
}

/**
 * Does one piece of work in a worker thread of its own, never on this event loop: whatever it does (crash, endless work, all
 * memory) ends that thread only. Settles when the thread is gone, so that no caller outlives its worker.
 */
export function runInThread<Message, Result>(work: ThreadWork<Message, Result>): Promise<Result> {
  const { signal, errorOf } = work;
  if (signal?.aborted) return Promise.reject(errorOf("cancelled"));
  const worker = new Worker(path.join(/* turbopackIgnore: true */ process.cwd(), work.entry), {
    workerData: work.workerData,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: Math.max(64, work.heapMb),
      maxYoungGenerationSizeMb: 4,
      stackSizeMb: work.stackMb,
    },
  });
  return new Promise<Result>((resolve, reject) => {
    let ended = false;
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      worker.terminate().then(settle, settle);
    };
    const fail = (error: Error) => {
      const known = work.salvage?.(error) ?? null;
      end(() => (known === null ? reject(error) : resolve(known)));
    };
    const ends = { done: (result: Result) => end(() => resolve(result)), fail };
    const onAbort = () => fail(errorOf("cancelled"));
    const timer = setTimeout(() => fail(errorOf("timeout")), work.timeoutMs);
    signal?.addEventListener("abort", onAbort, { once: true });
    worker.on("message", (message: Message) => work.onMessage(message, ends));
    worker.on("error", (error) => fail(errorOf(isMemory(error) ? "out_of_memory" : "crashed", error)));
    worker.on("exit", () => fail(errorOf("crashed")));
  });
}

const isMemory = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
