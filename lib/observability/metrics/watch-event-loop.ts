import { monitorEventLoopDelay } from "node:perf_hooks";
import { Histogram } from "prom-client";
import { instruments } from "./instruments.ts";

const RESOLUTION_MS = 20;
const EVERY_MS = 1000;

/** Tells each second for how long the event loop was held up at most. Returns what ends it. */
export function watchEventLoop(process: string): () => void {
  const lag = new Histogram({
    name: "event_loop_lag_seconds",
    help: "The longest delay of the event loop within each second, of each process",
    labelNames: ["process"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [instruments().own],
  });
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const timer = setInterval(() => {
    // What is measured is the time between two looks.
    lag.observe({ process }, Math.max(0, delays.max / 1e6 - RESOLUTION_MS) / 1000);
    delays.reset();
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
