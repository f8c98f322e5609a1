import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { UnpackInput, UnpackMessage } from "./worker.ts";

/** Long enough for the largest model from a slow disk. */
const TIMEOUT_MS = 5 * 60 * 1000;
const HEAP_MB = 128;

/**
 * Unpacks the one model of an IFCZIP to a file, in a worker thread of its own. Throws `TakeoffError` with a stable code and a
 * sentence for the person.
 */
export function unpack(input: UnpackInput, timeoutMs = TIMEOUT_MS): Promise<void> {
  return runInThread<UnpackMessage, void>({
    entry: "lib/processing/ifczip/worker.ts",
    workerData: input,
    timeoutMs,
    heapMb: HEAP_MB,
    stackMb: 4,
    onMessage: (message, { done, fail }) => {
      if (message.kind === "done") return done();
      const error = new TakeoffError(message.code, undefined, { cause: message.reason });
      error.message = message.message;
      fail(error);
    },
    errorOf: (end, cause) => new TakeoffError(END_CODES[end], undefined, { cause }),
  });
}

const END_CODES = {
  cancelled: "ifczip_cancelled",
  timeout: "ifczip_timeout",
  out_of_memory: "ifczip_damaged",
  crashed: "ifczip_damaged",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;
