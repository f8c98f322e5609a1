import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Crc64Nvme } from "@aws-sdk/checksums/crc";
import { ChecksumMismatch } from "../store.ts";

/** What a body must add up to: SHA-256 and MD5 in hex, the CRCs in base64 as in S3's headers. */
export interface ExpectedChecksums {
  sha256?: string;
  md5?: string;
  crc32?: string;
  crc64nvme?: string;
}

export interface Verifier {
  update(chunk: Uint8Array): void;
  /** Throws `ChecksumMismatch` unless the body was the expected one. */
  verify(): Promise<void>;
}

/** Computes only the checksums that something is expected of. */
export function verifier(expected: ExpectedChecksums): Verifier {
  const sums = [
    ...(expected.sha256 === undefined
      ? []
      : [named("SHA-256", hexSum("sha256"), expected.sha256.toLowerCase())]),
    ...(expected.md5 === undefined ? [] : [named("MD5", hexSum("md5"), expected.md5)]),
    ...(expected.crc32 === undefined ? [] : [named("CRC32", base64Crc32(), expected.crc32)]),
    ...(expected.crc64nvme === undefined ? [] : [named("CRC64NVME", crc64(), expected.crc64nvme)]),
  ];
  return {
    update(chunk) {
      for (const { sum } of sums) sum.update(chunk);
    },
    async verify() {
      for (const { name, sum, value } of sums) {
        const actual = await sum.value();
        if (actual !== value)
          throw new ChecksumMismatch(
            `The body's ${name} is ${actual}, not ${value} as stated. Send it again.`,
          );
      }
    },
  };
}

/**
 * An ETag that costs next to nothing: CRC32 and length. It tells one upload of a part from another, and the same bytes
 * sent twice have the same one; that the content is right is the SHA-256's work.
 */
export function etagSum(): { update(chunk: Uint8Array): void; etag(): string } {
  let crc = 0;
  let size = 0;
  return {
    update(chunk) {
      crc = crc32(chunk, crc);
      size += chunk.length;
    },
    etag: () => `${crc.toString(16).padStart(8, "0")}-${size.toString(16)}`,
  };
}

interface Sum {
  update(chunk: Uint8Array): void;
  value(): string | Promise<string>;
}

function named(name: string, sum: Sum, value: string) {
  return { name, sum, value };
}

function hexSum(algorithm: "sha256" | "md5"): Sum {
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), value: () => hash.digest("hex") };
}

function base64Crc32(): Sum {
  let crc = 0;
  return {
    update(chunk) {
      crc = crc32(chunk, crc);
    },
    value() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc);
      return bytes.toString("base64");
    },
  };
}

function crc64(): Sum {
  const sum = new Crc64Nvme();
  return {
    update: (chunk) => sum.update(chunk),
    value: async () => Buffer.from(await sum.digest()).toString("base64"),
  };
}
