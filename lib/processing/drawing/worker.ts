import { parentPort, workerData } from "node:worker_threads";
import { describeFailure } from "./describe-failure.ts";
import { measureDocument } from "./measure-document.ts";
import { type DrawingInput, type DrawingMessage, ELEMENTS_PER_MESSAGE } from "./worker-protocol.ts";

/** Entry of the thread that takes a drawing off: one file, then the thread ends. */
const port = parentPort;
if (!port) throw new Error("the drawing worker runs in a worker thread only");
const input: DrawingInput = workerData;
const post = (message: DrawingMessage) => port.postMessage(message);

try {
  const { takeoff, summary } = measureDocument(input, (drawn) => post({ kind: "progress", drawn }));
  const { elements, ...head } = takeoff;
  // In pieces, so that reading them never holds the server's event loop for long.
  for (let at = 0; at < elements.length; at += ELEMENTS_PER_MESSAGE)
    post({ kind: "elements", elements: elements.slice(at, at + ELEMENTS_PER_MESSAGE) });
  post({ kind: "done", head, summary });
} catch (error) {
  post({ kind: "failed", ...describeFailure(error) });
}
