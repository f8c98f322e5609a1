import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytes, freshKey, MIB, put, read, sha256 } from "#lib/storage/contract/peer.ts";
import { createObjectStores } from "#lib/storage/create-stores.ts";
import { createClient } from "#lib/storage/s3/client.ts";
import { ChecksumMismatch, InvalidObjectState } from "#lib/storage/store.ts";
import { type S3Peer, startS3Peer } from "../../scripts/peers/s3-peer.ts";
import { copyVerified } from "./copy-verified.ts";

/** TEST_S3_PEERS=1: the move's copy on moto, a real server; one archive bucket without versions and one with. */
describe.skipIf(!process.env.TEST_S3_PEERS).each(["plain", "versioned"])(
  "a verified copy on moto, %s",
  (kind) => {
    let peer: S3Peer | undefined;
    beforeAll(async () => {
      peer = await startS3Peer("moto");
    }, 300_000);
    afterAll(() => peer?.stop());

    async function open() {
      if (!peer) throw new Error("moto did not start");
      const { stop: _, ...server } = peer;
      const options = {
        ...server,
        region: "us-east-1",
        filesBucket: "files",
        archiveBucket: "archive",
        forcePathStyle: true,
        // Small, so that a copy in parts is seen on a small object.
        copyPartBytes: 6 * MIB,
      };
      const client = createClient(options);
      for (const Bucket of ["files", "archive"]) {
        await client.send(new CreateBucketCommand({ Bucket }));
        if (kind === "versioned")
          await client.send(
            new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
          );
      }
      return { client, stores: createObjectStores({ kind: "s3", ...options }) };
    }

    it("is archived, restored and brought back, server-side, and leaves no other version", async () => {
      const { client, stores } = await open();
      const versions = async (Bucket: string, key: string) => {
        const { Versions = [], DeleteMarkers = [] } = await client.send(
          new ListObjectVersionsCommand({ Bucket, Prefix: key }),
        );
        return Versions.length + DeleteMarkers.length;
      };
      for (const size of [1000, 14 * MIB + 5]) {
        const [hot, cold] = [freshKey(), `archive/${freshKey()}`];
        const content = bytes(size);
        const copy = {
          sha256: sha256(content),
          size,
          metadata: { tenant: "t", sha256: sha256(content) },
          heartbeat: async () => {},
          stores,
        };
        await put(stores.files, hot, content);
        const to = { bucket: "archive", key: cold } as const;
        const head = await copyVerified({ bucket: "files", key: hot }, to, {
          ...copy,
          storageClass: "GLACIER",
        });
        expect(head).toMatchObject({ size, storageClass: "GLACIER", metadata: copy.metadata });
        await expect(read(stores.archive, cold)).rejects.toThrow(InvalidObjectState);
        expect(await versions("archive", cold)).toBe(1);
        await stores.files.purge(hot);
        expect(await versions("files", hot)).toBe(0);

        await stores.archive.restore(cold, 1);
        await copyVerified(to, { bucket: "files", key: hot }, { ...copy, storageClass: "STANDARD" });
        expect(await read(stores.files, hot)).toEqual(content);
        await stores.archive.purge(cold);
        expect(await versions("archive", cold)).toBe(0);
        const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: "archive" }));
        expect(Uploads).toEqual([]);
      }
      const key = freshKey();
      await put(stores.files, key, bytes(1000));
      await expect(
        copyVerified(
          { bucket: "files", key },
          { bucket: "archive", key: `archive/${key}` },
          {
            sha256: "0".repeat(64),
            size: 1000,
            storageClass: "GLACIER",
            metadata: {},
            heartbeat: async () => {},
            stores,
          },
        ),
      ).rejects.toThrow(ChecksumMismatch);
      // Folders too, whatever hides behind a delete marker.
      await stores.archive.delete(`archive/${key}`);
      while ((await stores.archive.purgeFolder("archive/files/", 2)).more);
      expect(await versions("archive", "archive/")).toBe(0);
    });
  },
);
