import { closePools } from "#db/client.ts";
import { beginProcess, countMail, observeQuery } from "#lib/observability/metrics/record.ts";
import { startMetrics } from "#lib/observability/metrics/start.ts";

// A process that counts what it is told to, for the tests of several at once. `flushed`: as after its next interval.
const metrics = startMetrics("jobs");
const { flush } = await import("#lib/observability/metrics/flush.ts");
beginProcess("job");

process.on("message", async (message) => {
  if (message === "end") {
    await metrics.stop();
    await closePools();
    process.exit(0);
  }
  for (let i = 0; i < 10; i++) countMail("sent");
  observeQuery("SELECT", 0.03);
  if (message === "count and flush") await flush();
  process.send?.("done");
});
await flush();
process.send?.("ready");
