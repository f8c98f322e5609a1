import {
  CreateBucketCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type S3Peer, startS3Peer } from "../../../scripts/peers/s3-peer.ts";
import { createClient } from "./client.ts";
import { setUpBuckets } from "./set-up.ts";

/** TEST_S3_PEERS=1: on moto, a real server. */
describe.skipIf(!process.env.TEST_S3_PEERS)("storage:setup on moto", () => {
  let peer: S3Peer | undefined;
  beforeAll(async () => {
    peer = await startS3Peer("moto");
  }, 300_000);
  afterAll(() => peer?.stop());

  it("adds its rule to both buckets, once, and leaves others", async () => {
    if (!peer) throw new Error("moto did not start");
    const { stop: _, ...server } = peer;
    const options = {
      ...server,
      region: "us-east-1",
      filesBucket: "setup-files",
      archiveBucket: "setup-archive",
      forcePathStyle: true,
    };
    const client = createClient(options);
    await expect(setUpBuckets(options)).rejects.toThrow("NoSuchBucket");
    for (const Bucket of [options.filesBucket, options.archiveBucket])
      await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({
        Bucket: options.archiveBucket,
        VersioningConfiguration: { Status: "Enabled" },
      }),
    );
    const theirs = {
      ID: "old-versions",
      Status: "Enabled" as const,
      Filter: { Prefix: "archive/" },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    };
    const dangerous = {
      ID: "tidy",
      Status: "Enabled" as const,
      Filter: { Prefix: "" },
      Expiration: { Days: 30 },
    };
    await client.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: options.archiveBucket,
        LifecycleConfiguration: { Rules: [theirs, dangerous] },
      }),
    );

    const [files, archive] = await setUpBuckets(options);
    expect(files).toEqual({
      bucket: "setup-files",
      use: "files",
      lifecycle: "added",
      other_rules: [],
      versioning: "off",
      advice: [],
    });
    expect(archive).toMatchObject({
      lifecycle: "added",
      other_rules: ["old-versions", "tidy"],
      versioning: "enabled",
      advice: [expect.stringContaining("tidy deletes current objects"), expect.stringContaining("versions")],
    });
    const rules = async (Bucket: string) =>
      (await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules ?? [];
    const after = await rules(options.archiveBucket);
    expect(after.map(({ ID }) => ID).sort()).toEqual([
      "construction-ai-incomplete-uploads",
      "old-versions",
      "tidy",
    ]);
    expect(after).toContainEqual(expect.objectContaining(theirs));
    expect((await rules(options.filesBucket))[0]).toMatchObject({
      Status: "Enabled",
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    });
    expect((await setUpBuckets(options)).map(({ lifecycle }) => lifecycle)).toEqual([
      "unchanged",
      "unchanged",
    ]);
    expect(await rules(options.archiveBucket)).toEqual(after);
  });
});
