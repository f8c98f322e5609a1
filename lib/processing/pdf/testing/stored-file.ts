import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** A file of the given format, stored, with a run that has been started. */
export async function startedFile(ctx: Ctx, bytes: Buffer, format: "pdf" | "rvt"): Promise<RunRef> {
  const fileId = randomUUID();
  const filename = `sample.${format}`;
  const storageKey = fileKey(ctx.tenant.id, fileId, filename);
  await withSystem(async (tx) => {
    await tx.update(tenants).set({ storageUsed: bytes.length }).where(eq(tenants.id, ctx.tenant.id));
    await tx.insert(files).values({
      id: fileId,
      tenantId: ctx.tenant.id,
      filename,
      format,
      size: bytes.length,
      status: "uploaded",
      storageKey,
    });
  });
  await objectStores().files.putStream(storageKey, Readable.from([bytes]), {
    contentType: "application/octet-stream",
  });
  return { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
}
