import { closePools } from "#db/client.ts";
import { runTask, type Task } from "./run-task.ts";

/**
 * A job process for the kill test, which ends it by SIGKILL while each of its tasks waits for an answer of its own double.
 * Told the tasks by a message, it works on all of them at once and tells how each went.
 */
process.on("message", async (tasks: Task[]) => {
  const ends = await Promise.allSettled(tasks.map(runTask));
  process.send?.(ends.map((end) => (end.status === "fulfilled" ? null : String(end.reason))));
  await closePools();
  process.disconnect();
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
