import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { estimateFile } from "#lib/estimates/test/modelled-file.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** The sample model of the product. */
export const SAMPLE = path.resolve("public/samples/sample-building.ifc");

/** A model from the disk as a stored file that has been through the whole pipeline. */
export async function processedFile(ctx: Ctx, source = SAMPLE): Promise<string> {
  const fileId = randomUUID();
  const filename = path.basename(source);
  const { size } = await stat(source);
  const storageKey = fileKey(ctx.tenant.id, fileId, filename);
  await objectStores().files.putStream(storageKey, createReadStream(source), {
    contentType: "application/x-step",
  });
  await withSystem(async (tx) => {
    await tx.update(tenants).set({ storageUsed: size }).where(eq(tenants.id, ctx.tenant.id));
    await tx.insert(files).values({
      id: fileId,
      tenantId: ctx.tenant.id,
      filename,
      format: "ifc",
      size,
      status: "uploaded",
      storageKey,
    });
  });
  const run = { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
  await extractGeometry(ctx, run);
  await estimateFile(ctx, run);
  return fileId;
}
