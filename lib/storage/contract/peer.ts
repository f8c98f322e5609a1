import { createCipheriv, createHash, randomUUID } from "node:crypto";
import http from "node:http";
import type { BucketName, ObjectStore } from "../store.ts";

/** A running store under test. */
export interface Peer {
  stores: Record<BucketName, ObjectStore>;
  /** The absolute form of a presigned URL. */
  absolute(url: string): string;
  /** Lets so much time pass for the store, in seconds. */
  passTime(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Rules of S3 that some peers do not implement. Each peer's test says why it leaves one out. */
export interface Rules {
  /** Expired and tampered presigned URLs are refused. */
  presignedUrls: boolean;
  /** A presigned part of another length than signed is refused. */
  signedLength: boolean;
  /** A body that differs from the checksum it was signed for is refused. */
  signedChecksum: boolean;
  contentMd5: boolean;
  /** `x-amz-*` headers that were not signed are refused. */
  unsignedHeaders: boolean;
  minimumPartSize: boolean;
  /** Naming a part that is not there, or with another ETag, is refused. */
  partIdentity: boolean;
  partOrder: boolean;
  ifAbsent: boolean;
  rangeNotSatisfiable: boolean;
  /** A part sent again takes the earlier one's place. */
  partReplaced: boolean;
  /** Listings are in byte order of the keys. */
  listOrder: boolean;
  /** Completing an upload that is gone, or sending it a part, is refused as `NoSuchUpload`. */
  goneUpload: boolean;
  copyInParts: boolean;
  storageClasses: boolean;
  /** Archived classes are not readable until restored. */
  archivedClasses: boolean;
  /** A restore is `ongoing` first, and over after its days. Only a clock that the test moves can show it. */
  restoreTakesTime: boolean;
}

export const ALL_RULES: Rules = {
  presignedUrls: true,
  signedLength: true,
  signedChecksum: true,
  contentMd5: true,
  unsignedHeaders: true,
  minimumPartSize: true,
  partIdentity: true,
  partOrder: true,
  ifAbsent: true,
  rangeNotSatisfiable: true,
  partReplaced: true,
  listOrder: true,
  goneUpload: true,
  copyInParts: true,
  storageClasses: true,
  archivedClasses: true,
  restoreTakesTime: true,
};

export const MIB = 2 ** 20;

/** Bytes that look random and are the same for the same seed. */
export function bytes(size: number, seed = 1): Buffer {
  return createCipheriv("aes-128-ctr", Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(size));
}

export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A key that no other test uses. */
export function freshKey(name = "model.ifc"): string {
  return `files/${randomUUID()}/${randomUUID()}/${name}`;
}

/** A body in chunks, as it comes from a network. */
export async function* inChunks(content: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

/** A body that breaks off. */
export async function* failing(content: Buffer): AsyncGenerator<Buffer> {
  yield* inChunks(content);
  throw new Error("the source broke");
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function read(
  store: ObjectStore,
  key: string,
  range?: { start: number; end?: number },
): Promise<Buffer> {
  const { stream } = await store.getStream(key, range && { range });
  return Buffer.concat(await collect<Buffer>(stream));
}

export async function put(
  store: ObjectStore,
  key: string,
  content: Buffer,
  storageClass?: "STANDARD_IA" | "GLACIER",
): Promise<void> {
  await store.putStream(key, inChunks(content), {
    contentType: "application/octet-stream",
    ...(storageClass && { storageClass }),
  });
}

export async function putUrl(
  url: string,
  content: Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string; etag: string }> {
  const response = await fetch(url, { method: "PUT", body: new Uint8Array(content), headers });
  const [, code = ""] = /<Code>([^<]*)<\/Code>/.exec(await response.text()) ?? [];
  return { status: response.status, code, etag: (response.headers.get("etag") ?? "").replaceAll('"', "") };
}

/** Begins to send a body of a length, sends only some of it, and goes away. */
export async function putAndGoAway(url: string, length: number, sent: Uint8Array): Promise<void> {
  const request = http.request(url, { method: "PUT", headers: { "content-length": length } });
  const over = new Promise((resolve) => request.once("error", resolve).once("response", resolve));
  await new Promise<void>((resolve, reject) =>
    request.write(sent, (error) => (error ? reject(error) : resolve())),
  );
  request.destroy(new Error("gone"));
  await over;
}
