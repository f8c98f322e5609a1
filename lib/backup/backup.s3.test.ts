import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { createObjectStores } from "#lib/storage/create-stores.ts";
import { hashObject } from "#lib/storage/hash-object.ts";
import { createClient } from "#lib/storage/s3/client.ts";
import { type S3Peer, startS3Peer } from "../../scripts/peers/s3-peer.ts";
import { compareWithBackup } from "./compare.ts";
import { createBackup } from "./create-backup.ts";
import { type Installation, thisInstallation } from "./installation.ts";
import { restoreBackup } from "./restore-backup.ts";
import { type Filled, fillTenant } from "./test/fill.ts";
import { makeInstallation, makeKey, startServer } from "./test/installations.ts";
import { walkBackup } from "./walk-backup.ts";

/** TEST_S3_PEERS=1: an installation on S3 (moto, a real server) comes back on S3 and another database server. */
describe.skipIf(!process.env.TEST_S3_PEERS)("a backup of an installation on S3", () => {
  vi.setConfig({ testTimeout: 240_000 });
  let peer: S3Peer;
  let directory = "";
  let source: Installation;
  let tenant: Filled;

  beforeAll(async () => {
    peer = await startS3Peer("moto");
    directory = await mkdtemp(path.join(os.tmpdir(), "cai-backups-"));
    source = { ...(await thisInstallation()), stores: await buckets("source"), readArchived: null };
    tenant = await fillTenant(source.stores);
  }, 300_000);
  afterAll(async () => {
    await closePools();
    await peer?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function buckets(name: string): Promise<Installation["stores"]> {
    const { stop: _, ...server } = peer;
    const options = {
      ...server,
      region: "us-east-1",
      filesBucket: `${name}-files`,
      archiveBucket: `${name}-archive`,
      forcePathStyle: true,
    };
    const client = createClient(options);
    for (const Bucket of [options.filesBucket, options.archiveBucket])
      await client.send(new CreateBucketCommand({ Bucket }));
    return createObjectStores({ kind: "s3", ...options });
  }

  it("comes back on other buckets and another server; what only a restore would give is named and left", async () => {
    const key = await makeKey();
    const made = await createBackup(source, { to: path.join(directory, "s3"), recipients: key.to });
    const [glacier] = tenant.objects.filter(({ content }) => content.length === 70_000);
    expect(made).toMatchObject({ complete: true, left_in_bucket: { count: 1, bytes: 70_000 } });
    expect(made.objects.count).toBe(tenant.objects.length - 1);
    const server = await startServer();
    const into = await makeInstallation(server.url, { stores: await buckets("target"), readArchived: null });
    try {
      const checked = await walkBackup(made.file, key.by);
      const restored = await restoreBackup(into, made.file, key.by, checked);
      expect(restored).toMatchObject({
        objects: { written: tenant.objects.length - 1, there: 0 },
        left_in_bucket: { count: 1, present: 0 },
      });
      const { tables, objects } = await compareWithBackup(into, made.file, key.by);
      expect(tables.filter(({ same }) => !same)).toEqual([]);
      expect(objects.different).toEqual([]);
      for (const { bucket, key: name, content } of tenant.objects) {
        if (name === glacier?.key) continue;
        expect(await hashObject(into.stores[bucket], name)).toMatchObject({
          size: content.length,
          sha256: createHash("sha256").update(content).digest("hex"),
        });
        const [was, is] = [await source.stores[bucket].head(name), await into.stores[bucket].head(name)];
        expect([is.storageClass, is.contentType, is.metadata]).toEqual([
          was.storageClass,
          was.contentType,
          was.metadata,
        ]);
      }
    } finally {
      await into.stop();
      await server.stop();
    }
    // Over the buckets that it came from nothing is written, and what was left is there.
    const again = await makeInstallation(ownDatabaseUrl, { stores: source.stores, readArchived: null });
    expect(await restoreBackup(again, made.file, key.by, await walkBackup(made.file, key.by))).toMatchObject({
      objects: { written: 0, there: tenant.objects.length - 1 },
      left_in_bucket: { count: 1, present: 1 },
    });
    await again.stop();
  });
});
