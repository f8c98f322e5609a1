import type { FILE_STORAGE_CLASSES } from "#db/schema/files.ts";
import { GIB } from "#db/schema/tenants.ts";
import { shareInMinor } from "#lib/billing/money.ts";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";

export type StorageClass = (typeof FILE_STORAGE_CLASSES)[number];

/** Of the list prices. */
export const CURRENCY = "USD";

/**
 * A GiB (2^30 bytes) and month. Source: Amazon S3's list prices for us-east-1 (https://aws.amazon.com/s3/pricing/:
 * Standard, first 50 TB; Standard-IA; Glacier Flexible Retrieval; Glacier Deep Archive). They show what a move saves in
 * storage, as an estimate: requests, retrievals and shortest durations are not in it, and no invoice uses them.
 */
const A_GIB: Record<StorageClass, DecimalString> = {
  STANDARD: "0.023",
  STANDARD_IA: "0.0125",
  GLACIER: "0.0036",
  DEEP_ARCHIVE: "0.00099",
};

/** Cents that moving bytes from hot storage into a class saves a month by list price. */
export function monthlySaving(bytes: number, storageClass: StorageClass): number {
  const lessAGib = decimal(A_GIB.STANDARD).minus(A_GIB[storageClass]).toFixed();
  return shareInMinor(lessAGib, minorDigits(CURRENCY), bytes, GIB);
}
