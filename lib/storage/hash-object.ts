import { createHash } from "node:crypto";
import type { ObjectStore } from "./store.ts";

/**
 * Reads an object once, in constant memory, and returns its real size in bytes, its SHA-256 (hex) and its first
 * `headBytes` bytes. This is how a multipart upload is verified: no store can give the SHA-256 of a whole object that
 * came in parts, and reading back checks what was stored, not what was sent. `beat` is waited for after each chunk, and
 * ends the reading by what it throws.
 */
export async function hashObject(
  store: ObjectStore,
  key: string,
  headBytes = 0,
  beat?: () => Promise<void>,
): Promise<{ size: number; sha256: string; head: Buffer }> {
  const { stream }: { stream: AsyncIterable<Buffer> } = await store.getStream(key);
  const hash = createHash("sha256");
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
    free(chunk);
    await beat?.();
  }
  return { size, sha256: hash.digest("hex"), head };
}

/** Gives a chunk's memory back at once: left to the collector, a hundred megabytes of them gather. */
function free({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/**
 * As `hashObject`, but takes the store's word where it knows the SHA-256 of the whole object, and then reads only the
 * head. The disk form hashes parts from the disk as they come in, so that completing an upload need not read it again.
 * To see whether stored bytes are still the same, use `hashObject`.
 */
export async function objectDigest(
  store: ObjectStore,
  key: string,
  headBytes = 0,
): Promise<{ size: number; sha256: string; head: Buffer }> {
  const { size, checksums } = await store.head(key);
  if (checksums.sha256 === undefined) return hashObject(store, key, headBytes);
  if (headBytes === 0 || size === 0) return { size, sha256: checksums.sha256, head: Buffer.alloc(0) };
  const { stream } = await store.getStream(key, { range: { start: 0, end: headBytes - 1 } });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { size, sha256: checksums.sha256, head: Buffer.concat(chunks) };
}
