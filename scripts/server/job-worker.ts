import os from "node:os";
import { closePools } from "#db/client.ts";
import { clearTemporary } from "#lib/config/temporary.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { logger } from "#lib/observability/logger.ts";
import { announceDue } from "#lib/search/catch-up.ts";
import { surviveOutage } from "./survive-outage.ts";

// Requests come first: the take-off's arithmetic uses what they leave.
os.setPriority(process.pid, 10);

surviveOutage();
await clearTemporary();
const ended = new AbortController();
const worker = await startWorker({ signal: ended.signal });
// An index that is away keeps nobody: it is caught up with by `catch-up-index`.
announceDue(500).catch((error) =>
  logger().warn({ err: error }, "the index of similar estimates is not ready"),
);

process.on("SIGTERM", async () => {
  ended.abort();
  await worker.stop();
  await closePools();
  process.exit(0);
});
// Ctrl-C reaches the whole group; the supervisor decides when to end.
process.on("SIGINT", () => {});
// Without its supervisor a process would only block the next start.
process.on("disconnect", () => process.exit(0));
