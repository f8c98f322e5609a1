import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { describePdfFailure } from "./describe-failure.ts";
import { guardStreams } from "./guard-streams.ts";
import { measurePdf } from "./measure-pdf.ts";
import { ELEMENTS_PER_MESSAGE, type PdfInput, type PdfMessage } from "./worker-protocol.ts";

/** Entry of the thread that takes a PDF off: one file, then the thread ends. */
const port = parentPort;
if (!port) throw new Error("the PDF worker runs in a worker thread only");
const input: PdfInput = workerData;
const post = (message: PdfMessage) => port.postMessage(message);

try {
  const bytes = await readFile(input.path);
  guardStreams();
  const { takeoff, bill, drawing } = await measurePdf(bytes, input, (page) =>
    post({ kind: "progress", page }),
  );
  const { elements, ...head } = takeoff;
  // In pieces, so that reading them never holds the server's event loop for long.
  for (let at = 0; at < elements.length; at += ELEMENTS_PER_MESSAGE)
    post({ kind: "elements", elements: elements.slice(at, at + ELEMENTS_PER_MESSAGE) });
  post({ kind: "done", head, bill, drawing });
} catch (error) {
  post({ kind: "failed", ...describePdfFailure(error) });
}
