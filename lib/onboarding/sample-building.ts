import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

/** What the product's own sample is called as a file of an organisation. */
export const SAMPLE_FILENAME = "sample-building.ifc";

/** The product's own sample model, as it is shipped: its bytes and their SHA-256, hexadecimal. */
export async function readSampleBuilding(): Promise<{ bytes: Buffer; sha256: string }> {
  const bytes = await readFile(path.join(process.cwd(), "public", "samples", SAMPLE_FILENAME));
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}
