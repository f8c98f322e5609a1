import "#lib/jobs/test/own-database.ts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { loadRequestedLogs } from "#lib/archival/logs/load-requested.ts";
import { requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import { archive, list, oldLog, partsOf } from "#lib/archival/logs/test/old-log.ts";
import { storesOn } from "#lib/archival/test/s3-stores.ts";
import { owner } from "#lib/audit/test/log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import type { BucketName, ObjectStore } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { type S3Peer, startS3Peer } from "../../../scripts/peers/s3-peer.ts";

/** The process's stores are those of the peer under test. */
const held = vi.hoisted(() => ({ stores: null as unknown }));
vi.mock(import("#lib/storage/index.ts"), async (original) => ({
  ...(await original()),
  objectStores: () => {
    if (!held.stores) throw new Error("The peer is not open yet");
    return held.stores as Record<BucketName, ObjectStore>;
  },
}));

afterAll(async () => {
  await owner.end();
  await closePools();
});

/** TEST_S3_PEERS=1: logs on a real S3 server. */
describe.skipIf(!process.env.TEST_S3_PEERS)("days of logs on moto", () => {
  let moto: S3Peer | undefined;
  beforeAll(async () => {
    moto = await startS3Peer("moto");
    held.stores = await storesOn(moto);
  }, 300_000);
  afterAll(() => moto?.stop());

  it.each(["STANDARD_IA", "GLACIER"] as const)(
    "go to %s, are held to the chain, and can be searched again",
    async (storageClass) => {
      const { tenant, days } = await oldLog();
      expect(await archive(tenant.id, new Date(), storageClass)).toMatchObject({ archived: 3, failed: 0 });
      await shedAuditLog();
      const [part] = await partsOf(tenant.id);
      const store = (held.stores as Record<BucketName, ObjectStore>).archive;
      expect(await store.head(part?.objectKey ?? "")).toMatchObject({
        storageClass,
        size: part?.bytes,
        metadata: { sha256: part?.sha256 },
      });
      const whole = storageClass === "GLACIER" ? { read: 0, unread: 3 } : { read: 3, unread: 0 };
      expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true, archived: whole });
      await requestLogRestore(await systemCtx(tenant.id), { from: days[0] ?? "", to: days[2] ?? "" });
      await vi.waitFor(
        async () => expect(await loadRequestedLogs(tenant.id)).toMatchObject({ waiting: 0, failed: 0 }),
        { timeout: 20_000, interval: 200 },
      );
      expect((await list(tenant.id, { action: "file" })).items).toHaveLength(9);
      expect(await verifyTenantLog(tenant.id)).toMatchObject({ verified: true });
    },
  );
});
