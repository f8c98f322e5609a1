import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { createObjectStores } from "#lib/storage/create-stores.ts";
import { createClient } from "#lib/storage/s3/client.ts";
import type { BucketName, ObjectStore } from "#lib/storage/store.ts";
import type { S3Peer } from "../../../scripts/peers/s3-peer.ts";

/** The product's stores on a real S3 server, whose buckets are made where they are missing. */
export async function storesOn(
  peer: S3Peer,
  endpoint = peer.endpoint,
): Promise<Record<BucketName, ObjectStore>> {
  const options = {
    endpoint,
    accessKeyId: peer.accessKeyId,
    secretAccessKey: peer.secretAccessKey,
    region: "us-east-1",
    filesBucket: "files",
    archiveBucket: "archive",
    forcePathStyle: true,
  };
  const client = createClient(options);
  for (const Bucket of ["files", "archive"])
    await client.send(new CreateBucketCommand({ Bucket })).catch(() => {});
  return createObjectStores({ kind: "s3", ...options });
}
