import { parentPort } from "node:worker_threads";
import { describeFailure } from "#lib/processing/drawing/describe-failure.ts";
import { measureDocument } from "#lib/processing/drawing/measure-document.ts";
import type { DrawingFormat } from "#lib/processing/drawing/read-document.ts";
import { checkTakeoff } from "./check-takeoff.ts";

/** Entry of a thread that takes off one drawing after the other, as the product's own does one. */
parentPort?.on("message", ({ path, format }: { path: string; format: DrawingFormat }) => {
  try {
    const { takeoff } = measureDocument({ path, format, unit: "mm", known: [] });
    try {
      checkTakeoff(takeoff);
      parentPort?.postMessage({ code: "answer" });
    } catch (error) {
      parentPort?.postMessage({ fault: String(error) });
    }
  } catch (error) {
    parentPort?.postMessage({ code: describeFailure(error).code });
  }
});
parentPort?.postMessage({ ready: true });
