import { parentPort, workerData } from "node:worker_threads";
import { startEngine } from "./engine.ts";
import { extract } from "./extract.ts";
import { limitWasmMemory } from "./memory-limit.ts";
import { ModelMaker } from "./model-file/model-maker.ts";
import type { TakeoffErrorCode } from "./takeoff-error.ts";
import { TakeoffError } from "./takeoff-error.ts";
import type { WorkerInput, WorkerMessage } from "./worker-protocol.ts";
import { ELEMENTS_PER_MESSAGE } from "./worker-protocol.ts";

/** Entry of the take-off's worker thread: one file, then the thread ends. */
const port = parentPort;
if (!port) throw new Error("the take-off worker runs in a worker thread only");
const { path, maxMemoryMb, core: known, modelDirectory }: WorkerInput = workerData;
const post = (message: WorkerMessage) => port.postMessage(message);
const memory = limitWasmMemory(maxMemoryMb);

try {
  const { engine, core } = await startEngine(known ?? undefined);
  if (core && !known) post({ kind: "core", core });
  const maker = modelDirectory === null ? null : new ModelMaker(modelDirectory);
  const { elements, ...head } = extract(path, engine, {
    onProgress: (done, total) => post({ kind: "progress", done, total }),
    ...(maker && { onMesh: (ordinal, storey, buffer) => maker.add(ordinal, storey, buffer) }),
  });
  // In pieces, so that reading them never holds the server's event loop for long.
  for (let at = 0; at < elements.length; at += ELEMENTS_PER_MESSAGE)
    post({ kind: "elements", elements: elements.slice(at, at + ELEMENTS_PER_MESSAGE) });
  post({ kind: "measured", head });
  const model = await maker?.finish((ordinal) => elements[ordinal]?.measured ?? false);
  post({ kind: "done", model: model ?? { kind: "empty" } });
} catch (error) {
  post({ kind: "failed", ...describeFailure(error) });
}

function describeFailure(error: unknown): { code: TakeoffErrorCode; message: string | null; reason: string } {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof TakeoffError) return { code: error.code, message: error.message, reason };
  if (memory.refused()) return { code: "ifc_out_of_memory", message: null, reason };
  if (/call stack|stack overflow/i.test(reason)) return { code: "ifc_too_complex", message: null, reason };
  if (isFileError(error)) return { code: "ifc_unreadable", message: null, reason };
  return { code: "ifc_engine_failed", message: null, reason };
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}
