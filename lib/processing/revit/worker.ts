import { parentPort, workerData } from "node:worker_threads";
import { TakeoffError, type TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import { readRevit } from "./read-revit.ts";
import type { ReadRevit } from "./types.ts";

export type RevitMessage =
  | { kind: "done"; read: ReadRevit }
  | { kind: "failed"; code: TakeoffErrorCode; reason: string };

/** Entry of the thread that reads what a Revit file says of itself: one file, then the thread ends. */
const port = parentPort;
if (!port) throw new Error("the Revit worker runs in a worker thread only");
const post = (message: RevitMessage) => port.postMessage(message);
const path: string = workerData;

try {
  post({ kind: "done", read: readRevit(path) });
} catch (error) {
  post({
    kind: "failed",
    code: error instanceof TakeoffError ? error.code : "revit_damaged",
    reason: String(error),
  });
}
