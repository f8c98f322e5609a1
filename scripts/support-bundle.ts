import { parseArgs } from "node:util";
import { AppError } from "#lib/errors.ts";
import { writeSupportBundle } from "#lib/observability/support-bundle.ts";
import { runCommand } from "./server/run-command.ts";

/** `npm run support-bundle -- --to FILE.tar.zst [--log FILE]`: prints JSON. Works beside a running installation. */
const { values } = parseArgs({ options: { to: { type: "string" }, log: { type: "string" } } });

await runCommand(() => {
  const { to, log } = values;
  if (!to) throw new AppError(400, "usage", "npm run support-bundle -- --to FILE.tar.zst [--log FILE]");
  return writeSupportBundle({ to, ...(log !== undefined && { log }) });
});
