import { collectDefaultMetrics } from "prom-client";
import { logger } from "#lib/observability/logger.ts";
import { flush } from "./flush.ts";
import { instruments } from "./instruments.ts";
import { thisProcess } from "./this-process.ts";
import { watchEventLoop } from "./watch-event-loop.ts";

/** How often a process adds what it has counted, in milliseconds. A kill loses at most that. */
export const FLUSH_MS = 5000;

/**
 * Lets this process count for the whole platform, under the name of its service. `stop` writes what is left; call it before
 * the pools are closed.
 */
export function startMetrics(service: "web" | "jobs"): { stop(): Promise<void> } {
  const { id } = thisProcess(service);
  const { own } = instruments();
  collectDefaultMetrics({ register: own, labels: { process: id } });
  for (const name of MISNAMED) own.removeSingleMetric(name);
  const unwatch = watchEventLoop(id);
  const timer = setInterval(tell, FLUSH_MS);
  timer.unref();
  // At once, so that a process is seen from its start on.
  tell();
  return {
    async stop() {
      clearInterval(timer);
      unwatch();
      await tell();
    },
  };
}

/** Gauges of the library that are called as counters are, which promtool refuses. */
const MISNAMED = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

async function tell(): Promise<void> {
  try {
    await flush();
  } catch (error) {
    logger().warn({ err: error }, "counts were not added to the metrics; they are kept and added later");
  }
}
