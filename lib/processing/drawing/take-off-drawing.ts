import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import type { TakenOffDrawing } from "./measure-document.ts";
import type { DrawingInput, DrawingMessage } from "./worker-protocol.ts";

export interface DrawingOptions {
  signal?: AbortSignal;
  /** Heap of the thread, MiB (2048). */
  maxMemoryMb?: number;
  /** Time allowed for this file, ms (2 minutes; a damaged DWG is read for ever). */
  timeoutMs?: number;
}

/**
 * Takes off the DWG or DXF file at a local path in a worker thread of its own. Quantities are SI. Throws `TakeoffError`
 * with a stable code and a sentence for the person; whatever the file does to its worker ends that worker only.
 */
export function takeOffDrawing(input: DrawingInput, options: DrawingOptions = {}): Promise<TakenOffDrawing> {
  const { signal, maxMemoryMb = 2048, timeoutMs = 2 * 60 * 1000 } = options;
  const elements: TakeoffElement[] = [];
  return runInThread<DrawingMessage, TakenOffDrawing>({
    entry: "lib/processing/drawing/worker.ts",
    workerData: input,
    timeoutMs,
    heapMb: maxMemoryMb,
    stackMb: 4,
    ...(signal && { signal }),
    onMessage: (message, { done, fail }) => {
      if (message.kind === "elements") elements.push(...message.elements);
      else if (message.kind === "done")
        done({ takeoff: { ...message.head, elements }, summary: message.summary });
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
  cancelled: "drawing_cancelled",
  timeout: "drawing_timeout",
  out_of_memory: "drawing_out_of_memory",
  crashed: "drawing_reader_failed",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;
