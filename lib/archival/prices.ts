import type { FILE_STORAGE_CLASSES } from "#db/schema/files.ts";

export type StorageClass = (typeof FILE_STORAGE_CLASSES)[number];

/**
 * Thousandths of a US cent for a GiB (2^30 bytes) and month. Source: Amazon S3's list prices for us-east-1
 * (https://aws.amazon.com/s3/pricing/: Standard, first 50 TB, 0.023 USD; Standard-IA 0.0125; Glacier Flexible Retrieval
 * 0.0036; Glacier Deep Archive 0.00099). They show what a move saves in storage, as an estimate: requests, retrievals and
 * shortest durations are not in it, and no invoice uses them.
 */
const MILLICENTS_PER_GIB: Record<StorageClass, number> = {
  STANDARD: 2300,
  STANDARD_IA: 1250,
  GLACIER: 360,
  DEEP_ARCHIVE: 99,
};

/** US dollars that moving bytes from hot storage into a class saves a month by list price, to the cent. */
export function monthlySaving(
  bytes: number,
  storageClass: StorageClass,
): { amount: string; currency: "USD" } {
  return usd((bytes / 2 ** 30) * (MILLICENTS_PER_GIB.STANDARD - MILLICENTS_PER_GIB[storageClass]));
}

const usd = (millicents: number) => ({ amount: (millicents / 100_000).toFixed(2), currency: "USD" as const });
