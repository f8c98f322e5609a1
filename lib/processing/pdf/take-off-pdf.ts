import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import type { PdfInput, PdfMessage, TakenOffPdf } from "./worker-protocol.ts";

export interface PdfOptions {
  signal?: AbortSignal;
  /** Heap of the thread, MiB (1536). */
  maxMemoryMb?: number;
  /** Time allowed for this file, ms (3 minutes). */
  timeoutMs?: number;
}

/**
 * Takes off the PDF at a local path in a worker thread of its own: its tables as bills of quantities, and what is drawn at a
 * scale. Quantities are SI. Throws `TakeoffError` with a stable code and a sentence for the person; whatever the file does to
 * its worker ends that worker only.
 */
export function takeOffPdf(input: PdfInput, options: PdfOptions = {}): Promise<TakenOffPdf> {
  const { signal, maxMemoryMb = 1536, timeoutMs = 3 * 60 * 1000 } = options;
  const elements: TakeoffElement[] = [];
  return runInThread<PdfMessage, TakenOffPdf>({
    entry: "lib/processing/pdf/worker.ts",
    workerData: input,
    timeoutMs,
    heapMb: maxMemoryMb,
    stackMb: 4,
    ...(signal && { signal }),
    onMessage: (message, { done, fail }) => {
      if (message.kind === "elements") elements.push(...message.elements);
      else if (message.kind === "done")
        done({ takeoff: { ...message.head, elements }, bill: message.bill, drawing: message.drawing });
      else if (message.kind === "failed") {
        const error = new TakeoffError(message.code, undefined, { cause: message.reason });
        if (message.message !== null) error.message = message.message;
        fail(error);
      }
    },
    errorOf: (end, cause) => new TakeoffError(END_CODES[end], undefined, { cause }),
  });
}

const END_CODES = {
  cancelled: "pdf_cancelled",
  timeout: "pdf_timeout",
  out_of_memory: "pdf_out_of_memory",
  crashed: "pdf_reader_failed",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;
