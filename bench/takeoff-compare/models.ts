import { readdirSync } from "node:fs";
import path from "node:path";

/** The files named on the command line, else the shared models beside the repository. */
export function modelFiles(): string[] {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  if (named.length > 0) return named.map((file) => path.resolve(file));
  const folder = path.resolve(import.meta.dirname, "../../../shared/data/ifc");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ifc"))
    .map((name) => path.join(folder, name));
}
