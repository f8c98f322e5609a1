import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { type ByteStream, ChecksumMismatch, type PutOptions, type PutResult } from "../store.ts";
import { unquoted } from "./client.ts";
import { translated } from "./errors.ts";

const PART_BYTES = 8 * 2 ** 20;

/**
 * Stores a stream of unknown length: in one call when it fits a part, else by multipart, two parts in memory at a time.
 * The check on the SHA-256 stands in the stream, before its end, so that a wrong body is never completed.
 */
export async function putObject(
  client: S3Client,
  at: { Bucket: string; Key: string },
  body: ByteStream,
  options: PutOptions,
): Promise<PutResult> {
  const seen = { size: 0, sha256: "" };
  const upload = new Upload({
    client,
    params: {
      ...at,
      Body: Readable.from(checked(body, options.sha256, seen), { objectMode: false }),
      ContentType: options.contentType,
      Metadata: options.metadata,
      StorageClass: options.storageClass,
      ...(options.ifAbsent && { IfNoneMatch: "*" }),
    },
    partSize: PART_BYTES,
    queueSize: 2,
  });
  const done = await translated(upload.done());
  return { ...seen, etag: unquoted(done.ETag) };
}

async function* checked(
  body: ByteStream,
  expected: string | undefined,
  seen: { size: number; sha256: string },
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  const chunks: AsyncIterable<Uint8Array> = body;
  for await (const chunk of chunks) {
    hash.update(chunk);
    seen.size += chunk.length;
    yield chunk;
  }
  seen.sha256 = hash.digest("hex");
  if (expected !== undefined && expected.toLowerCase() !== seen.sha256) {
    throw new ChecksumMismatch(
      `The body's SHA-256 is ${seen.sha256}, not ${expected} as stated. Send it again.`,
    );
  }
}
