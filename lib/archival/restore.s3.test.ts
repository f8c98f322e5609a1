import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { downloadFile } from "#lib/files/download-file.ts";
import { read } from "#lib/storage/contract/peer.ts";
import { type BucketName, InvalidObjectState, type ObjectStore } from "#lib/storage/store.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type RestoreDouble, startRestoreDouble } from "../../scripts/peers/restore-double.ts";
import { type S3Peer, startS3Peer } from "../../scripts/peers/s3-peer.ts";
import { advanceRestore } from "./advance-restore.ts";
import { archiveFile } from "./archive-file.ts";
import { RestoreAsk } from "./request-restores.ts";
import { restoreFile } from "./restore-file.ts";
import { storesOn } from "./test/s3-stores.ts";
import { copiesOf, rowOf, type StoredFile, storedFile, toldOf } from "./test/stored-file.ts";

/** The process's stores are those of the peer under test. */
const held = vi.hoisted(() => ({ stores: null as unknown }));
vi.mock(import("#lib/storage/index.ts"), async (original) => ({
  ...(await original()),
  objectStores: () => {
    if (!held.stores) throw new Error("The peer is not open yet");
    return held.stores as Record<BucketName, ObjectStore>;
  },
}));

afterAll(closePools);

const DAY = 86_400;

/** TEST_S3_PEERS=1: the product's own verbs on a real S3 server. */
describe.skipIf(!process.env.TEST_S3_PEERS)("archive, restore, download, permanent on moto", () => {
  let moto: S3Peer | undefined;
  let double: RestoreDouble | undefined;
  let plain: Record<BucketName, ObjectStore>;
  let clocked: Record<BucketName, ObjectStore>;
  let ctx: Ctx;

  beforeAll(async () => {
    moto = await startS3Peer("moto");
    double = await startRestoreDouble({
      upstream: moto.endpoint,
      takesSeconds: 4 * 3600,
      untilMidnight: true,
    });
    plain = await storesOn(moto, moto.endpoint);
    clocked = await storesOn(moto, double.endpoint);
  }, 300_000);
  afterAll(async () => {
    await double?.stop();
    await moto?.stop();
  });
  beforeEach(async () => {
    ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  });

  async function archived(storageClass: "GLACIER" | "STANDARD_IA"): Promise<StoredFile> {
    const file = await storedFile(ctx);
    expect(await archiveFile(ctx, file.id, { storageClass })).toMatchObject({ status: "archived" });
    return file;
  }
  const ask = (file: StoredFile, over: Partial<RestoreAsk> = {}, now = new Date()) =>
    restoreFile(ctx, file.id, RestoreAsk.parse(over), now);
  const download = async (file: StoredFile) => {
    const answer = await downloadFile(ctx, file.id, null);
    if (answer.kind !== "bytes") throw new Error("The configured form is the disk's, which answers bytes");
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body.stream) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const linkStatus = async (key: string) => {
    const url = await (held.stores as typeof plain).archive.presignGet(key, {
      expiresInSeconds: 60,
      filename: "model.ifc",
    });
    return (await fetch(url)).status;
  };

  it("goes the whole way with moto's own GLACIER, InvalidObjectState and x-amz-restore", async () => {
    held.stores = plain;
    const file = await archived("GLACIER");
    const { archiveKey } = await rowOf(file.id);
    const key = archiveKey ?? "";
    await expect(read(plain.archive, key)).rejects.toThrow(InvalidObjectState);
    expect(await linkStatus(key)).toBe(403);
    await expect(download(file)).rejects.toMatchObject({ status: 409, code: "file_archived" });
    const { restore } = await ask(file, { tier: "bulk" });
    await advanceRestore(ctx, restore.restore_id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "restored", storageClass: "GLACIER" });
    expect(await download(file)).toEqual(file.content);
    expect(await linkStatus(key)).toBe(200);
    expect((await plain.archive.head(key)).restore).toMatchObject({ status: "restored" });

    await ask(file, { permanent: true });
    await advanceRestore(ctx, restore.restore_id);
    const row = await rowOf(file.id);
    expect(row).toMatchObject({
      storageTier: "hot",
      storageClass: "STANDARD",
      archiveKey: null,
      moveId: null,
    });
    expect(await copiesOf(ctx.tenant.id, file.id)).toEqual([`files ${row.storageKey}`]);
    expect(await download(file)).toEqual(file.content);
    expect(await promised()).toBe(0);
  });

  it("reads STANDARD_IA at once, and brings it back", async () => {
    held.stores = plain;
    const file = await archived("STANDARD_IA");
    const { restore } = await ask(file);
    expect(restore.status).toBe("ready");
    expect(await download(file)).toEqual(file.content);
    await ask(file, { permanent: true });
    await advanceRestore(ctx, restore.restore_id);
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "hot" });
    expect(await download(file)).toEqual(file.content);
  });

  it("waits while it is ongoing, is ready, extended, and over at the store's midnight", async () => {
    held.stores = clocked;
    const time = double;
    if (!time) throw new Error("The double did not start");
    const file = await archived("GLACIER");
    const { restore } = await ask(file, { restore_days: 2 }, time.now());
    const look = () => advanceRestore(ctx, restore.restore_id, time.now());
    const state = async () => {
      const [row] = await withSystem((tx) =>
        tx.select().from(fileRestores).where(eq(fileRestores.id, restore.restore_id)),
      );
      return row;
    };
    await look();
    expect(await state()).toMatchObject({ status: "in_progress" });
    // S3 takes no longer time while it is at it.
    await ask(file, { restore_days: 5 }, time.now());
    await look();
    expect(await state()).toMatchObject({ status: "in_progress", days: 5 });
    await expect(download(file)).rejects.toMatchObject({ code: "file_archived" });
    time.pass(5 * 3600);
    await look();
    const ready = await state();
    expect(ready?.status).toBe("ready");
    const left = ((ready?.expiresAt?.getTime() ?? 0) - time.now().getTime()) / (DAY * 1000);
    expect(left).toBeGreaterThanOrEqual(5);
    expect(left).toBeLessThan(6);
    expect(await download(file)).toEqual(file.content);
    time.pass(left * DAY - 3600);
    await look();
    expect((await state())?.remindedAt).not.toBeNull();
    expect(await download(file)).toEqual(file.content);
    time.pass(7200);
    await look();
    expect(await state()).toMatchObject({ status: "expired" });
    expect(await rowOf(file.id)).toMatchObject({ storageTier: "archived" });
    await expect(read(clocked.archive, (await rowOf(file.id)).archiveKey ?? "")).rejects.toThrow(
      InvalidObjectState,
    );
    expect(await toldOf(file.id)).toMatchObject({
      "file/restored": 1,
      "file/restore.expiring": 1,
      "file.restore_expired": 1,
    });
  });

  async function promised(): Promise<number | undefined> {
    const [row] = await withSystem((tx) =>
      tx.select({ reserved: tenants.storageReserved }).from(tenants).where(eq(tenants.id, ctx.tenant.id)),
    );
    return row?.reserved;
  }
});
