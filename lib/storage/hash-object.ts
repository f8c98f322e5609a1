import { createHash } from "node:crypto";
import type { ObjectStore } from "./store.ts";

/**
 * Reads an object once, in constant memory, and returns its real size in bytes, its SHA-256 (hex) and its first
 * `headBytes` bytes. This is how a multipart upload is verified: no store can give the SHA-256 of a whole object that
 * came in parts, and reading back checks what was stored, not what was sent.
 */
export async function hashObject(
  store: ObjectStore,
  key: string,
  headBytes = 0,
): Promise<{ size: number; sha256: string; head: Buffer }> {
  const { stream }: { stream: AsyncIterable<Buffer> } = await store.getStream(key);
  const hash = createHash("sha256");
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.length;
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
  }
  return { size, sha256: hash.digest("hex"), head };
}
