import "#lib/search/test/own-directory.ts";
import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq, inArray } from "drizzle-orm";
import { afterAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { deletedFiles, files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { owner } from "#lib/audit/test/log.ts";
import { deleteFile } from "#lib/files/delete-file.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey, exportKey, fileFolder, fileKey, logoKey } from "#lib/storage/keys.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveFile } from "./archive-file.ts";
import { sweepParts, sweepStores } from "./sweep-stores.ts";
import { bytesOf, copiesOf, rowOf, storedFile, toldOf } from "./test/stored-file.ts";

afterAll(async () => {
  await owner.end();
  await closePools();
});

const DESCRIBED = { contentType: "application/octet-stream" };
const put = (bucket: "files" | "archive", key: string) =>
  objectStores()[bucket].putStream(key, Readable.from([Buffer.from("ISO-10303-21;")]), DESCRIBED);
const later = () => new Date(Date.now() + 2 * 3600_000);

it("removes second copies and what is left of deleted files, reports what is missing or unknown, and lets everything else be", async () => {
  const { files: hot, archive } = objectStores();
  const ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const tenantId = ctx.tenant.id;
  const [plain, doubled, archived, moving, pending, lost] = await Promise.all(
    Array.from({ length: 6 }, () => storedFile(ctx)),
  ).then((all) => all as [F, F, F, F, F, F]);
  await archiveFile(ctx, archived.id, { storageClass: "GLACIER" });
  // Of moves that came in late: a copy in the archive of a hot file, a hot one of an archived file, and parts of one.
  await put("archive", archiveKey(tenantId, doubled.id, "model.ifc"));
  await put("files", (await rowOf(archived.id)).storageKey);
  await hot.createMultipart((await rowOf(archived.id)).storageKey, DESCRIBED);
  await withSystem(async (tx) => {
    await tx
      .update(files)
      .set({ storageTier: "archiving", moveId: randomUUID(), movingSince: new Date() })
      .where(eq(files.id, moving.id));
    await tx.update(files).set({ status: "pending" }).where(eq(files.id, pending.id));
  });
  await put("archive", archiveKey(tenantId, moving.id, "model.ifc"));
  await hot.purge((await rowOf(pending.id)).storageKey);
  const lostKey = (await rowOf(lost.id)).storageKey;
  await hot.purge(lostKey);
  const deleted = await storedFile(ctx);
  await deleteFile(ctx, deleted.id);
  await put("archive", archiveKey(tenantId, deleted.id, "a.ifc"));
  // As after a database was brought back from a backup, or beside another installation.
  const unknown = [tenantId, randomUUID()].flatMap((owner) => [
    ["files", fileKey(owner, randomUUID(), "a.ifc")] as const,
    ["archive", archiveKey(owner, randomUUID(), "a.ifc")] as const,
  ]);
  const others = [
    logoKey(tenantId, randomUUID(), "f".repeat(64)),
    exportKey(tenantId, randomUUID(), randomUUID()),
  ];
  for (const [bucket, key] of unknown) await put(bucket, key);
  for (const key of others) await put("files", key);
  await put("archive", `audit/${tenantId}/2026-11-28.json`);

  // Young objects may be those of a write under way.
  expect(await sweepStores(null)).toMatchObject({ settled: [], orphans: [] });
  const swept = await sweepStores(null, later());
  expect(swept.next).toBeNull();
  expect(swept.settled.map(({ file_id, kept, removed }) => ({ file_id, kept, removed })).sort(byId)).toEqual(
    [
      { file_id: doubled.id, kept: "files", removed: 1 },
      { file_id: archived.id, kept: "archive", removed: 2 },
    ].sort(byId),
  );
  expect(swept.orphans.map(({ bucket, key }) => `${bucket} ${key}`).sort()).toEqual([
    `archive ${archiveKey(tenantId, deleted.id, "a.ifc")}`,
    expect.stringMatching(`^files files/${tenantId}/${deleted.id}/`),
  ]);
  expect(swept.unknown.map(({ bucket, key }) => `${bucket} ${key}`).sort()).toEqual(
    unknown.map(([bucket, key]) => `${bucket} ${key}`).sort(),
  );
  for (const [bucket, key] of unknown) expect((await objectStores()[bucket].head(key)).size).toBe(13);
  expect(swept.missing).toEqual([{ tenant_id: tenantId, file_id: lost.id, bucket: "files", key: lostKey }]);
  for (const file of [plain, doubled, archived]) {
    expect(await copiesOf(tenantId, file.id)).toHaveLength(1);
    expect(await bytesOf(await rowOf(file.id))).toEqual(file.content);
  }
  expect(await copiesOf(tenantId, moving.id)).toHaveLength(2);
  for (const key of others) expect((await hot.head(key)).size).toBe(13);
  expect((await archive.head(`audit/${tenantId}/2026-11-28.json`)).size).toBe(13);
  expect(await toldOf(doubled.id)).toMatchObject({ "file.move_settled": 1 });
  const orphaned = await withSystem((tx) =>
    tx.select().from(auditLogs).where(eq(auditLogs.action, "file.orphan_removed")),
  );
  expect(orphaned.map(({ tenantId: of }) => of)).toEqual([tenantId, tenantId]);
  expect(await sweepStores(null, later())).toMatchObject({
    settled: [],
    orphans: [],
    missing: [{}],
    unknown: unknown.map(() => ({})),
  });
});

it("goes through everything part by part, and sees each once", async () => {
  const { files: hot } = objectStores();
  const [one, two] = await Promise.all([1, 2].map(async () => systemCtx((await makeTenant()).id)));
  if (!one || !two) throw new Error("No tenants");
  const kept = await Promise.all([one, one, one, two, two].map((ctx) => storedFile(ctx)));
  const strangers = Array.from({ length: 7 }, () => fileKey(one.tenant.id, randomUUID(), "a.ifc"));
  for (const key of strangers) await put("files", key);
  const seen = { files: 0, parts: 0, unknown: [] as string[] };
  for (let after: string | null = null; ; ) {
    const part = await sweepStores(after, later(), { rows: 2, objects: 3 });
    seen.files += part.files;
    seen.parts++;
    seen.unknown.push(...part.unknown.map(({ key }) => key));
    if (part.next === null) break;
    after = part.next;
  }
  expect(seen.parts).toBeGreaterThan(4);
  expect(seen.unknown.filter((key) => strangers.includes(key)).sort()).toEqual([...strangers].sort());
  expect(new Set(seen.unknown).size).toBe(seen.unknown.length);
  const all = await withSystem((tx) => tx.select({ id: files.id }).from(files));
  expect(seen.files).toBe(all.length);
  for (const { id } of kept) expect((await hot.head((await rowOf(id)).storageKey)).size).toBe(20_000);
  expect(await sweepParts(null, 20)).toMatchObject({ next: null, files: all.length, orphans: [] });
});

it("deals with all others when one cannot be dealt with, and tells which", async () => {
  const ctx = await systemCtx((await makeTenant()).id);
  const [bad, good] = [await storedFile(ctx), await storedFile(ctx)];
  for (const { id } of [bad, good]) await put("archive", archiveKey(ctx.tenant.id, id, "model.ifc"));
  const { archive } = objectStores();
  const purgeFolder = archive.purgeFolder.bind(archive);
  vi.spyOn(archive, "purgeFolder").mockImplementation((folder, limit) =>
    folder.includes(bad.id) ? Promise.reject(new StoreUnavailable("no answer")) : purgeFolder(folder, limit),
  );
  const start = `${ctx.tenant.id}/00000000-0000-0000-0000-000000000000`;
  const swept = await sweepStores(start, later());
  vi.restoreAllMocks();
  expect(swept.failed).toEqual([bad.id]);
  expect(swept.settled).toMatchObject([{ file_id: good.id, removed: 1 }]);
  // Its claim is settled like that of every move that was broken off.
  await withSystem((tx) =>
    tx.update(files).set({ moveId: null, movingSince: null }).where(eq(files.id, bad.id)),
  );
  expect(await sweepStores(start, later())).toMatchObject({ failed: [], settled: [{ file_id: bad.id }] });
});

it("knows what it was that a purge left behind, however long ago, also of an organisation that is gone", async () => {
  const day = 86_400_000;
  const [stays, goes] = [await makeTenant(), await makeTenant()];
  const ctx = await systemCtx(stays.id);
  const [left, clean] = [await storedFile(ctx), await storedFile(ctx)];
  const ofGone = await storedFile(await systemCtx(goes.id));
  for (const { id } of [left, clean]) await deleteFile(ctx, id);
  await objectStores().files.purgeFolder(fileFolder("files", stays.id, clean.id), 100);
  await deleteTenant({ slug: goes.slug, confirmed: true });
  // The log has been archived, and tells of nothing.
  await owner`delete from audit_logs where tenant_id = ${stays.id}`;
  const noted = async () =>
    (
      await withSystem((tx) =>
        tx
          .select()
          .from(deletedFiles)
          .where(inArray(deletedFiles.fileId, [left.id, clean.id, ofGone.id])),
      )
    ).map(({ organisationId, fileId }) => `${organisationId}/${fileId}`);
  expect(await noted()).toHaveLength(3);

  const swept = await sweepStores(null, later());
  const mine = ({ key }: { key: string }) => key.includes(stays.id) || key.includes(goes.id);
  expect(swept.unknown.filter(mine)).toEqual([]);
  expect(swept.failed).toEqual([]);
  expect(swept.orphans.filter(mine).map(({ key }) => key.split("/")[2])).toEqual(
    expect.arrayContaining([left.id, ofGone.id]),
  );
  expect(await toldOf(left.id)).toMatchObject({ "file.orphan_removed": 1 });
  // A late writer's object may still come; after a time in which none has they are forgotten.
  expect(await noted()).toHaveLength(3);
  await put("files", fileKey(stays.id, left.id, "late.ifc"));
  await sweepStores(null, new Date());
  expect(await noted()).toHaveLength(3);
  const inFiveWeeks = new Date(Date.now() + 35 * day);
  expect((await sweepStores(null, inFiveWeeks)).orphans.filter(mine)).toMatchObject([{ bucket: "files" }]);
  expect(await noted()).toEqual([`${stays.id}/${left.id}`]);
  expect((await sweepStores(null, inFiveWeeks)).orphans.filter(mine)).toEqual([]);
  expect(await noted()).toEqual([]);
});

type F = Awaited<ReturnType<typeof storedFile>>;
const byId = (a: { file_id: string }, b: { file_id: string }) => a.file_id.localeCompare(b.file_id);
