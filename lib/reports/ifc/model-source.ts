import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { whereItStands } from "#lib/archival/where-it-stands.ts";
import { temporaryDirectory } from "#lib/config/temporary.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { LARGEST_MODEL, openModel } from "#lib/processing/ifczip/find-model.ts";
import { within } from "#lib/storage/disk/within.ts";
import { objectStores } from "#lib/storage/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** The bytes of a file's IFC model, unpacked as they are read where it was packed. Whoever takes the stream ends it. */
export async function modelSource(ctx: Ctx, file: FileRow): Promise<Readable> {
  const { stream } = await whereItStands(ctx, file, ({ bucket, key }) =>
    objectStores()[bucket].getStream(key),
  );
  return file.format === "ifczip" ? unpacked(stream) : stream;
}

/** An archive is read by the directory at its end, so that it is on disk for as long as the stream lasts. */
async function unpacked(stored: Readable): Promise<Readable> {
  const path = within(await temporaryDirectory(), `${randomUUID()}.ifczip`);
  try {
    await pipeline(stored, createWriteStream(path));
    const { archive, model } = await openModel(path);
    const stream = await archive.read(model, LARGEST_MODEL);
    stream.once("close", () => {
      archive.close();
      void rm(path, { force: true });
    });
    return stream;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
