import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** The files named on the command line; else the shared models beside the repository; where they are missing, our sample building. */
export function modelFiles(): string[] {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
  if (named.length > 0) return named.map((file) => path.resolve(file));
  const folder = path.resolve(import.meta.dirname, "../../../shared/data/ifc");
  if (!existsSync(folder)) {
    console.log("The shared models are missing: only the sample building is measured.");
    return [path.resolve(import.meta.dirname, "../../public/samples/sample-building.ifc")];
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ifc"))
    .map((name) => path.join(folder, name));
}
