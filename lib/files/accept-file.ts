import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { audit } from "#lib/audit/record.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { settleStorage } from "#lib/files/quota.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { type Ctx, userId } from "#lib/tenancy/context.ts";
import { fitsFileQuota } from "#lib/usage/file-quota.ts";
import { recordUsage } from "#lib/usage/record.ts";

/** A temporary file ("quick look") is kept this long: hot for as long as its rule says, a week by default, then archived. */
const TEMPORARY_DAYS = 37;

/**
 * A verified upload becomes a file: reservation to stored bytes, usage, audit, event and the first run of the pipeline,
 * all in the caller's transaction.
 */
export async function acceptFile(
  ctx: Ctx,
  tx: Transaction,
  file: Pick<FileRow, "id" | "size" | "temporary" | "filename">,
  actual: { size: number; sha256: string },
): Promise<FileRow> {
  const [accepted] = await tx
    .update(files)
    .set({
      status: "uploaded",
      size: actual.size,
      sha256: actual.sha256,
      uploadId: null,
      verifyingSince: null,
      uploadedAt: sql`now()`,
      expiresAt: file.temporary ? sql`now() + ${TEMPORARY_DAYS} * interval '1 day'` : null,
    })
    .where(sql`${files.id} = ${file.id} and ${files.status} = 'pending'`)
    .returning();
  // Another call accepted it meanwhile; its transaction did all of this.
  if (!accepted) return findFile(tx, file.id);
  await settleStorage(tx, ctx.tenant.id, file.size, actual.size);
  const uploader = userId(ctx);
  await recordUsage(tx, {
    tenantId: ctx.tenant.id,
    key: `file_uploaded:${file.id}`,
    kind: "file_uploaded",
    quantity: "1",
    detail: { file_id: file.id, ...(uploader === null ? {} : { uploaded_by: uploader }) },
  });
  await recordUsage(tx, {
    tenantId: ctx.tenant.id,
    key: `storage:upload:${file.id}`,
    kind: "storage_delta",
    quantity: String(actual.size),
  });
  await audit(
    ctx,
    tx,
    "file.uploaded",
    { type: "file", id: file.id },
    { filename: file.filename },
    {
      before: { status: "pending", size: file.size },
      after: { status: "uploaded", size: actual.size, sha256: actual.sha256 },
    },
  );
  await emit(tx, { name: "file/uploaded", data: { tenant_id: ctx.tenant.id, file_id: file.id } });
  // Beyond the free plan's month the file is kept and waits: it can be processed next month or after an upgrade.
  if (await fitsFileQuota(tx, ctx.tenant.id, file.id)) await startRun(ctx, tx, file.id);
  return accepted;
}
