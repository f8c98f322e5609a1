import { parentPort, workerData } from "node:worker_threads";
import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { unpackModel } from "./unpack-model.ts";

/** What the thread is given, and what it says. */
export interface UnpackInput {
  path: string;
  to: string;
}
export type UnpackMessage =
  | { kind: "done" }
  | { kind: "failed"; code: TakeoffErrorCode; message: string; reason: string };

const { path, to }: UnpackInput = workerData;
const post = (message: UnpackMessage) => parentPort?.postMessage(message);

try {
  await unpackModel(path, to);
  post({ kind: "done" });
} catch (error) {
  const known = error instanceof TakeoffError ? error : new TakeoffError("ifczip_damaged");
  post({ kind: "failed", code: known.code, message: known.message, reason: String(error) });
}
