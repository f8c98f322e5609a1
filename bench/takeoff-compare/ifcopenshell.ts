import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const PACKAGE = "ifcopenshell==0.9.0.post1";
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

/**
 * The Python that has IfcOpenShell: `IFCOPENSHELL_PYTHON`, or a virtual environment made under the data folder from
 * PyPI. Throws with the reason when there is none.
 */
export async function findIfcOpenShell(): Promise<string> {
  const given = process.env.IFCOPENSHELL_PYTHON;
  if (given) return given;
  const folder = path.resolve(process.env.DATA_DIR ?? ".data", "tmp", "ifcopenshell");
  const python = path.join(folder, "bin", "python");
  if (!existsSync(python)) await run("python3", ["-m", "venv", folder]);
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]);
  return python;
}

/** One file through IfcOpenShell in a fresh process. */
export async function runIfcOpenShell(python: string, file: string): Promise<PeerResult> {
  const { stdout } = await run(python, [SCRIPT, file], { maxBuffer: 1 << 30 });
  return Result.parse(JSON.parse(stdout));
}
