import { parentPort, workerData } from "node:worker_threads";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { readBillFile } from "./read-file.ts";
import { type BillInput, type BillMessage, ELEMENTS_PER_MESSAGE } from "./worker-protocol.ts";

/** Entry of the thread that takes a bill off: one file, then the thread ends. */
const port = parentPort;
if (!port) throw new Error("the bill worker runs in a worker thread only");
const input: BillInput = workerData;
const post = (message: BillMessage) => port.postMessage(message);

try {
  const { takeoff, summary } = await readBillFile(input);
  const { elements, ...head } = takeoff;
  // In pieces, so that reading them never holds the server's event loop for long.
  for (let at = 0; at < elements.length; at += ELEMENTS_PER_MESSAGE)
    post({ kind: "elements", elements: elements.slice(at, at + ELEMENTS_PER_MESSAGE) });
  post({ kind: "done", head, summary });
} catch (error) {
  const known = error instanceof TakeoffError ? error : new TakeoffError("bill_reader_failed");
  post({ kind: "failed", code: known.code, message: known.message, reason: String(error) });
}
