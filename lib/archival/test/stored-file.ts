import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq, sql } from "drizzle-orm";
import { auditLogs } from "#db/schema/audit.ts";
import { files } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { locationOf } from "#lib/archival/location.ts";
import { config } from "#lib/config/index.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { bytes } from "#lib/storage/contract/peer.ts";
import { DiskObjectStore } from "#lib/storage/disk/disk-store.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileFolder, fileKey } from "#lib/storage/keys.ts";
import type { BucketName } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { recordUsage } from "#lib/usage/record.ts";

export interface StoredFile {
  id: string;
  content: Buffer;
}

/** A completed hot file of some bytes, stored and metered. */
export async function storedFile(
  ctx: Ctx,
  content = bytes(20_000, Math.floor(Math.random() * 256)),
  over: Partial<typeof files.$inferInsert> = {},
): Promise<StoredFile> {
  const id = over.id ?? randomUUID();
  const filename = over.filename ?? `model-${id.slice(0, 8)}.ifc`;
  const storageKey = fileKey(ctx.tenant.id, id, filename);
  await objectStores().files.putStream(storageKey, Readable.from([content], { objectMode: false }), {
    contentType: "application/octet-stream",
    metadata: { tenant: ctx.tenant.id, file: id },
  });
  await withSystem(async (tx) => {
    await tx.insert(files).values({
      id,
      tenantId: ctx.tenant.id,
      filename,
      format: "ifc",
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      status: "completed",
      storageKey,
      uploadedAt: sql`now()`,
      ...over,
    });
    await tx
      .update(tenants)
      .set({ storageUsed: sql`${tenants.storageUsed} + ${content.length}` })
      .where(eq(tenants.id, ctx.tenant.id));
    await recordUsage(tx, {
      tenantId: ctx.tenant.id,
      key: `storage:upload:${id}`,
      kind: "storage_delta",
      quantity: String(content.length),
    });
  });
  return { id, content };
}

export async function rowOf(fileId: string): Promise<FileRow> {
  const [row] = await withSystem((tx) => tx.select().from(files).where(eq(files.id, fileId)));
  if (!row) throw new Error(`The file ${fileId} is gone`);
  return row;
}

/** Every object and upload of a file in both buckets, as `<bucket> <key>`. */
export async function copiesOf(tenantId: string, fileId: string): Promise<string[]> {
  const found: string[] = [];
  for (const bucket of ["files", "archive"] as const) {
    const folder = fileFolder(bucket, tenantId, fileId);
    const store = objectStores()[bucket];
    for await (const { key } of store.list(folder)) found.push(`${bucket} ${key}`);
    for await (const { key } of store.listMultiparts(folder)) found.push(`${bucket} ${key} (upload)`);
  }
  return found;
}

/** The bytes where the row says they are; what is archived is restored on the side. */
export async function bytesOf(file: FileRow): Promise<Buffer> {
  const { bucket, key } = locationOf(file);
  return readAnyway(bucket, key);
}

async function readAnyway(bucket: BucketName, key: string): Promise<Buffer> {
  const { storage } = config();
  if (storage.kind !== "disk") throw new Error("These tests run on the disk form");
  const store = new DiskObjectStore(bucket, {
    dir: storage.dir,
    secret: "for-tests-for-tests-for-tests-for-tests",
    publicPath: "/_objects/",
    restoreSeconds: 0,
  });
  const { storageClass } = await store.head(key);
  if (storageClass === "GLACIER" || storageClass === "DEEP_ARCHIVE") await store.restore(key, 1);
  const chunks: Buffer[] = [];
  for await (const chunk of (await store.getStream(key)).stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** How often something happened to a file: rows of the audit log and events, by name. */
export async function toldOf(fileId: string): Promise<Record<string, number>> {
  return withSystem(async (tx) => {
    const logged = await tx
      .select({ name: auditLogs.action })
      .from(auditLogs)
      .where(eq(auditLogs.targetId, fileId));
    const sent = await tx
      .select({ name: outbox.name })
      .from(outbox)
      .where(sql`${outbox.data}->>'file_id' = ${fileId}`);
    const told: Record<string, number> = {};
    for (const { name } of [...logged, ...sent]) told[name] = (told[name] ?? 0) + 1;
    return told;
  });
}

export async function metersOf(tenantId: string): Promise<{ hot: number; archived: number }> {
  const [row] = await withSystem((tx) =>
    tx
      .select({ hot: tenants.storageUsed, archived: tenants.archiveUsed })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
  );
  if (!row) throw new Error("The tenant is gone");
  return row;
}
