import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const Package = z.object({ version: z.string() });

/** The product's version, by its package.json. */
export async function productVersion(): Promise<string> {
  return Package.parse(JSON.parse(await readFile(path.join(process.cwd(), "package.json"), "utf8"))).version;
}
