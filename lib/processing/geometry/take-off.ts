import { runInThread, type ThreadEnd } from "#lib/processing/run-in-thread.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { EngineCore } from "./engine.ts";
import type { ModelOutcome } from "./model-file/types.ts";
import { TakeoffError, type TakeoffErrorCode } from "./takeoff-error.ts";
import type { WorkerInput, WorkerMessage } from "./worker-protocol.ts";

export interface TakeoffOptions {
  signal?: AbortSignal;
  /** Memory the engine may use for this file, MiB (2048). */
  maxMemoryMb?: number;
  /** Time allowed for this file, ms (10 minutes). */
  timeoutMs?: number;
  /** Called with the number of elements and spaces measured so far. */
  onProgress?: (done: number, total: number) => void;
}

const DEFAULT_MEMORY_MB = 2048;
const DEFAULT_TIMEOUT_MS = 10 * 60 * 1000;

/** Kept so that later workers start with the engine compiled and optimised. */
let engineCore: EngineCore | null = null;

/**
 * Takes off the IFC file at a local path in a worker thread of its own, never on this event loop. Quantities are SI and
 * net. Throws `TakeoffError` with a stable code and a sentence for the person; whatever the file does to its worker
 * (crash, endless work, all memory) ends that worker only.
 */
export async function takeOff(source: { path: string }, options: TakeoffOptions = {}): Promise<Takeoff> {
  return (await run(source.path, null, options)).takeoff;
}

/**
 * The same, and in the same pass the model that the browser draws: its parts stand in `modelDirectory` afterwards, which
 * the caller removes. Whatever goes wrong with the model is told in its outcome and costs no quantity.
 */
export function takeOffWithModel(
  source: { path: string; modelDirectory: string },
  options: TakeoffOptions = {},
): Promise<TakenOff> {
  return run(source.path, source.modelDirectory, options);
}

export interface TakenOff {
  takeoff: Takeoff;
  model: ModelOutcome;
}

function run(file: string, modelDirectory: string | null, options: TakeoffOptions): Promise<TakenOff> {
  const { signal, onProgress, maxMemoryMb = DEFAULT_MEMORY_MB, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const workerData: WorkerInput = { path: file, maxMemoryMb, core: engineCore, modelDirectory };
  let takeoff: Takeoff | null = null;
  const elements: TakeoffElement[] = [];
  return runInThread<WorkerMessage, TakenOff>({
    entry: "lib/processing/geometry/worker.ts",
    workerData,
    timeoutMs,
    heapMb: Math.floor(maxMemoryMb / 2),
    stackMb: 4,
    ...(signal && { signal }),
    onMessage: (message, { done, fail }) => {
      if (message.kind === "progress") onProgress?.(message.done, message.total);
      else if (message.kind === "core") engineCore = message.core;
      else if (message.kind === "elements") elements.push(...message.elements);
      else if (message.kind === "measured") takeoff = { ...message.head, elements };
      else if (message.kind === "failed") fail(reported(message));
      else if (takeoff) done({ takeoff, model: message.model });
    },
    errorOf: (end, cause) => new TakeoffError(END_CODES[end], undefined, { cause }),
    salvage: (error) =>
      takeoff && error instanceof TakeoffError && error.code !== "ifc_cancelled"
        ? { takeoff, model: { kind: "failed", reason: `${error.code}: ${error.message}` } }
        : null,
  });
}

const END_CODES = {
  cancelled: "ifc_cancelled",
  timeout: "ifc_timeout",
  out_of_memory: "ifc_out_of_memory",
  crashed: "ifc_engine_failed",
} as const satisfies Record<ThreadEnd, TakeoffErrorCode>;

function reported({ code, message, reason }: Extract<WorkerMessage, { kind: "failed" }>): TakeoffError {
  const error = new TakeoffError(code, undefined, { cause: reason });
  if (message !== null) error.message = message;
  return error;
}
