import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("./ifcopenshell_takeoff.py", import.meta.url));

const Result = z.object({
  version: z.string(),
  seconds: z.number(),
  bareMb: z.number(),
  idleMb: z.number(),
  peakMb: z.number(),
  elements: z.record(
    z.string(),
    z.object({ class: z.string(), volume: z.number(), closed: z.boolean(), triangles: z.number() }),
  ),
});

export type PeerResult = z.infer<typeof Result>;

/** One file through IfcOpenShell in a fresh process. */
export async function runIfcOpenShell(python: string, file: string): Promise<PeerResult> {
  const { stdout } = await run(python, [SCRIPT, file], { maxBuffer: 1 << 30 });
  return Result.parse(JSON.parse(stdout));
}
