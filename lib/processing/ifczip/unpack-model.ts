import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { damaged } from "#lib/processing/archive/open-archive.ts";
import { LARGEST_MODEL, openModel, refusalOf } from "./find-model.ts";

/** Writes the one model of an IFCZIP to a file, in this thread. Throws `TakeoffError`. */
export async function unpackModel(path: string, to: string, most = LARGEST_MODEL): Promise<void> {
  const { archive, model } = await openModel(path);
  try {
    await pipeline(await archive.read(model, most), createWriteStream(to));
  } catch (error) {
    throw refusalOf(damaged(error));
  } finally {
    archive.close();
  }
}
