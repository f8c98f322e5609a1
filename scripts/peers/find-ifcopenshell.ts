import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Its check of a schema's rules uses what pytest knows of assertions. */
const PACKAGES = ["ifcopenshell==0.9.0.post1", "pytest==8.4.2"];

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
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
  return python;
}
