import { createReadStream } from "node:fs";
import type { fileModels, ModelPart } from "#db/schema/files.ts";
import { partName } from "#lib/processing/geometry/model-file/part-name.ts";
import type { WrittenModel } from "#lib/processing/geometry/model-file/types.ts";
import { within } from "#lib/storage/disk/within.ts";
import { objectStores } from "#lib/storage/index.ts";
import { modelKey } from "#lib/storage/keys.ts";

export type StoredModel = Pick<
  typeof fileModels.$inferInsert,
  "attemptId" | "origin" | "bounds" | "triangles" | "elements" | "parts"
>;

/**
 * Puts the parts of a model from a local directory into the store, under an attempt's own keys. Until a row names the
 * attempt they belong to nothing, and the sweep of the stores removes them. Throws what the store throws.
 */
export async function storeModel(
  { tenantId, fileId, attemptId }: { tenantId: string; fileId: string; attemptId: string },
  directory: string,
  { parts, ...model }: WrittenModel,
): Promise<StoredModel> {
  const stored: ModelPart[] = [];
  for (const part of parts) {
    const key = modelKey(tenantId, fileId, attemptId, part.number);
    const { sha256 } = await objectStores().files.putStream(
      key,
      createReadStream(within(directory, partName(part.number))),
      { contentType: "model/gltf-binary", metadata: { tenant: tenantId, file: fileId } },
    );
    stored.push({ ...part, sha256 });
  }
  return { ...model, attemptId, parts: stored };
}
