import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import type { ReadBill } from "./read-bill.ts";
import type { BillInput, BillMessage } from "./worker-protocol.ts";

export interface BillOptions {
  signal?: AbortSignal;
  /** Heap of the thread, MiB (1024). */
  maxMemoryMb?: number;
  /** Time allowed for this file, ms (1 minute). */
  timeoutMs?: number;
}

/**
 * Takes off the XLSX or CSV file at a local path in a worker thread of its own. Quantities are SI. Throws `TakeoffError` with
 * a stable code and a sentence for the person; whatever the file does to its worker ends that worker only.
 */
export function takeOffBill(input: BillInput, options: BillOptions = {}): Promise<ReadBill> {
  const { signal, maxMemoryMb = 1024, timeoutMs = 60 * 1000 } = options;
  const elements: TakeoffElement[] = [];
  return runInThread<BillMessage, ReadBill>({
    entry: "lib/processing/bill/worker.ts",
    workerData: input,
    timeoutMs,
    heapMb: maxMemoryMb,
    stackMb: 4,
    ...(signal && { signal }),
    onMessage: (message, { done, fail }) => {
      if (message.kind === "elements") elements.push(...message.elements);
      else if (message.kind === "done")
        done({ takeoff: { ...message.head, elements }, summary: message.summary });
      else {
        const error = new TakeoffError(message.code, undefined, { cause: message.reason });
        error.message = message.message;
        fail(error);
      }
    },
    errorOf: (end, cause) => new TakeoffError(END_CODES[end], undefined, { cause }),
  });
}

const END_CODES = {
  cancelled: "bill_cancelled",
  timeout: "bill_timeout",
  out_of_memory: "bill_out_of_memory",
  crashed: "bill_reader_failed",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;
