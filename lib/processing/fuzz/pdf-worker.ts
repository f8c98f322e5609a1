import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { describePdfFailure } from "#lib/processing/pdf/describe-failure.ts";
import { guardStreams, streamGuard } from "#lib/processing/pdf/guard-streams.ts";
import { measurePdf } from "#lib/processing/pdf/measure-pdf.ts";
import { checkTakeoff } from "./check-takeoff.ts";

guardStreams();

/** Entry of a thread that takes off one PDF after the other, as the product's own does one. */
parentPort?.on("message", async ({ path }: { path: string }) => {
  streamGuard.exceeded = false;
  try {
    const bytes = await readFile(path);
    const { takeoff, drawing } = await measurePdf(bytes, {
      scale: null,
      known: [],
      bill: { known: [], said: [] },
    });
    try {
      checkTakeoff(takeoff);
      for (const { length, area } of drawing?.layers ?? [])
        if (!(length >= 0 && area >= 0 && Number.isFinite(length + area)))
          throw new Error("A layer has no measure");
      parentPort?.postMessage({ code: "answer" });
    } catch (error) {
      parentPort?.postMessage({ fault: String(error) });
    }
  } catch (error) {
    parentPort?.postMessage({ code: describePdfFailure(error).code });
  }
});
parentPort?.postMessage({ ready: true });
