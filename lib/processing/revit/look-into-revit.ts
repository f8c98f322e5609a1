import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { ReadRevit } from "./types.ts";
import type { RevitMessage } from "./worker.ts";

export interface RevitOptions {
  signal?: AbortSignal;
  /** Heap of the thread, MiB (256). */
  maxMemoryMb?: number;
  /** Time allowed for this file, ms (30 s). */
  timeoutMs?: number;
}

/**
 * Reads what the Revit file at a local path says of itself, in a worker thread of its own. Throws `TakeoffError` with a stable
 * code and a sentence for the person; whatever the file does to its worker ends that worker only.
 */
export function lookIntoRevit(path: string, options: RevitOptions = {}): Promise<ReadRevit> {
  const { signal, maxMemoryMb = 256, timeoutMs = 30_000 } = options;
  return runInThread<RevitMessage, ReadRevit>({
    entry: "lib/processing/revit/worker.ts",
    workerData: path,
    timeoutMs,
    heapMb: maxMemoryMb,
    stackMb: 4,
    ...(signal && { signal }),
    onMessage: (message, { done, fail }) => {
      if (message.kind === "done") done(message.read);
      else fail(new TakeoffError(message.code, undefined, { cause: message.reason }));
    },
    errorOf: (end, cause) => new TakeoffError(END_CODES[end], undefined, { cause }),
  });
}

const END_CODES = {
  cancelled: "revit_cancelled",
  timeout: "revit_timeout",
  out_of_memory: "revit_out_of_memory",
  crashed: "revit_reader_failed",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;
