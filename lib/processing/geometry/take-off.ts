import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { EngineCore } from "./engine.ts";
import type { ModelOutcome } from "./model-file/types.ts";
import { TakeoffError } from "./takeoff-error.ts";
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
  const { signal, onProgress } = options;
  if (signal?.aborted) return Promise.reject(new TakeoffError("ifc_cancelled"));
  const worker = startWorker({
    path: file,
    maxMemoryMb: options.maxMemoryMb ?? DEFAULT_MEMORY_MB,
    core: engineCore,
    modelDirectory,
  });
  let takeoff: Takeoff | null = null;
  const elements: TakeoffElement[] = [];
  return new Promise<TakenOff>((resolve, reject) => {
    const fail = (error: TakeoffError) => {
      const known = error.code === "ifc_cancelled" ? null : takeoff;
      const model = { kind: "failed" as const, reason: `${error.code}: ${error.message}` };
      end(() => (known ? resolve({ takeoff: known, model }) : reject(error)));
    };
    const onAbort = () => fail(new TakeoffError("ifc_cancelled"));
    const timer = setTimeout(
      () => fail(new TakeoffError("ifc_timeout")),
      options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    );
    let ended = false;
    // The promise settles when the thread is gone, so that no caller outlives its worker.
    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      worker.terminate().then(settle, settle);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "progress") onProgress?.(message.done, message.total);
      else if (message.kind === "core") engineCore = message.core;
      else if (message.kind === "elements") elements.push(...message.elements);
      else if (message.kind === "measured") takeoff = { ...message.head, elements };
      else if (message.kind === "failed") fail(reported(message));
      else if (takeoff) {
        const taken = { takeoff, model: message.model };
        end(() => resolve(taken));
      }
    });
    worker.on("error", (error) => fail(crashed(error)));
    worker.on("exit", () => fail(new TakeoffError("ifc_engine_failed")));
  });
}

function startWorker(workerData: WorkerInput): Worker {
  // Resolved at run time from the installation's root, since a bundled caller has no file of its own to start from.
  const entry = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/processing/geometry/worker.ts");
  return new Worker(entry, {
    workerData,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: Math.max(64, Math.floor(workerData.maxMemoryMb / 2)),
      maxYoungGenerationSizeMb: 4,
      stackSizeMb: 4,
    },
  });
}

function reported({ code, message, reason }: Extract<WorkerMessage, { kind: "failed" }>): TakeoffError {
  const error = new TakeoffError(code, undefined, { cause: reason });
  if (message !== null) error.message = message;
  return error;
}

function crashed(error: unknown): TakeoffError {
  const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return new TakeoffError(isMemory ? "ifc_out_of_memory" : "ifc_engine_failed", undefined, { cause: error });
}
