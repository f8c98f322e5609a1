import path from "node:path";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { AppError } from "#lib/errors.ts";
import { inSpan } from "#lib/observability/tracing/span.ts";
import { endTracing, startTracing } from "#lib/observability/tracing/start.ts";
import { joinInstallation } from "./installation.ts";

/**
 * Runs an operator's command beside the running installation, or a database of its own; prints its answer as JSON, what went
 * wrong as a sentence. With a `signal` an interruption is the command's own matter.
 */
export async function runCommand(command: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
  // What it prints is JSON: what it does is in the answer, not in the log as well.
  process.env.LOG_LEVEL ??= "warn";
  const leave = await joinInstallation(signal);
  startTracing("command");
  try {
    const name = path.basename(process.argv[1] ?? "", ".ts");
    console.log(JSON.stringify(await inSpan(`command ${name}`, {}, command), null, 2));
  } catch (error) {
    if (error instanceof z.ZodError)
      console.error(
        error.issues.map((i) => `--${i.path.join(".").replaceAll("_", "-")}: ${i.message}`).join("\n"),
      );
    else console.error(error instanceof AppError ? error.message : error);
    process.exitCode = 1;
  } finally {
    await endTracing(2000);
    await closePools();
    await leave();
  }
}
