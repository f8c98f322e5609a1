import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { fileModels } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { objectStores } from "#lib/storage/index.ts";
import { modelKey } from "#lib/storage/keys.ts";

/** A model of one part with this content, of a file whose take-off is there. Returns the key of the part. */
export async function madeModel(tenantId: string, run: RunRef, content: string): Promise<string> {
  const attemptId = randomUUID();
  const key = modelKey(tenantId, run.fileId, attemptId, 1);
  const { size, sha256 } = await objectStores().files.putStream(
    key,
    Readable.from([Buffer.from(content)], { objectMode: false }),
    { contentType: "model/gltf-binary" },
  );
  await withSystem((tx) =>
    tx.insert(fileModels).values({
      tenantId,
      ...run,
      attemptId,
      origin: [0, 0, 0],
      bounds: { min: [0, 0, 0], max: [1, 1, 1] },
      triangles: 12,
      elements: 1,
      parts: [{ number: 1, bytes: size, sha256, triangles: 12, elements: 1 }],
    }),
  );
  return key;
}
