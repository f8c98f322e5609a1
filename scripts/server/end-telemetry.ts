import { endTracing } from "#lib/observability/tracing/start.ts";
import { atMost, SETTLE_MS } from "./shutdown-times.ts";

/** Adds up what was counted while traces and log lines leave: with the database away those leave all the same. */
export async function endTelemetry(metrics: { stop(): Promise<void> }): Promise<void> {
  await Promise.all([atMost(SETTLE_MS.telemetry, () => metrics.stop()), endTracing(SETTLE_MS.telemetry)]);
}
