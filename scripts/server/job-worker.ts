import os from "node:os";
import { closePools } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import { clearTemporary } from "#lib/config/temporary.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { logger } from "#lib/observability/logger.ts";
import { startMetrics } from "#lib/observability/metrics/start.ts";
import { startTracing } from "#lib/observability/tracing/start.ts";
import { announceDue } from "#lib/search/catch-up.ts";
import { endTelemetry } from "./end-telemetry.ts";
import { atMost, SETTLE_MS, shutdownTimes } from "./shutdown-times.ts";
import { surviveOutage } from "./survive-outage.ts";

// Requests come first: the take-off's arithmetic uses what they leave.
os.setPriority(process.pid, 10);

surviveOutage();
startTracing("job");
const metrics = startMetrics("jobs");
await clearTemporary();
const ended = new AbortController();
const { shutdown } = config();
const worker = await startWorker({ signal: ended.signal, graceMs: shutdown.graceMs });
// An index that is away keeps nobody: it is caught up with by `catch-up-index`.
announceDue(500).catch((error) =>
  logger().warn({ err: error }, "the index of similar estimates is not ready"),
);

let ending = false;
/** Ends the steps in hand or hands them back, then ends: with 1 where that took too long. */
async function end() {
  if (ending) return;
  ending = true;
  setTimeout(() => {
    logger().error("the job process did not end in time and is cut off; its runs are taken over");
    process.exit(1);
  }, shutdownTimes(shutdown).ownMs).unref();
  ended.abort();
  await worker.stop();
  await endTelemetry(metrics);
  // Nobody waits any more for what is still asked there.
  await atMost(SETTLE_MS.pools, closePools);
  process.exit(0);
}
process.on("SIGTERM", end);
// Ctrl-C reaches the whole group; the supervisor decides when to end.
process.on("SIGINT", () => {});
// Without its supervisor a process would only block the next start.
process.on("disconnect", () => process.exit(0));
