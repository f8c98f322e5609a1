import type { Transaction } from "#db/client.ts";
import { RESTORE_TIERS } from "#db/schema/archival.ts";
import { type Money, moneyOf, shareInMinor } from "#lib/billing/money.ts";
import { planVersion } from "#lib/billing/plan-version.ts";
import { accountOf } from "#lib/billing/plans/read-plan.ts";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import { config } from "#lib/config/index.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { ARCHIVED_CLASSES, type RestoreTier, type StorageClass } from "#lib/storage/store.ts";

const MINUTE = 60;
const HOUR = 3600;

/**
 * Seconds until S3 has an object readable, by class and tier; null where it does not offer the tier. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html (expedited 1–5 minutes,
 * standard 3–5 hours, bulk 5–12 hours; Deep Archive: standard within 12 hours, bulk within 48), the longer of each.
 */
const S3_SECONDS: Record<"GLACIER" | "DEEP_ARCHIVE", Record<RestoreTier, number | null>> = {
  GLACIER: { expedited: 5 * MINUTE, standard: 5 * HOUR, bulk: 12 * HOUR },
  DEEP_ARCHIVE: { expedited: null, standard: 12 * HOUR, bulk: 48 * HOUR },
};

/** What a restored byte counts for, as of the standard tier. */
const WEIGHTS: Record<RestoreTier, DecimalString> = { standard: "1", expedited: "3", bulk: "0.25" };

const GIB = 2 ** 30;

/** Whether the bytes of this class are read only after the store has restored them. */
export function needsRestore(storageClass: StorageClass): boolean {
  return ARCHIVED_CLASSES.has(storageClass);
}

/** Seconds until a restore is expected to be readable: 0 for a class that is read at once, null for a tier that it does not have. */
export function expectedSeconds(storageClass: StorageClass, tier: RestoreTier): number | null {
  if (storageClass !== "GLACIER" && storageClass !== "DEEP_ARCHIVE") return 0;
  const seconds = S3_SECONDS[storageClass][tier];
  const { storage } = config();
  return seconds !== null && storage.kind === "disk" ? storage.restoreSeconds : seconds;
}

/** As `expectedSeconds`; throws `Invalid` (`restore_tier_unavailable`) for a tier that the class does not have. */
export function secondsOrRefusal(storageClass: StorageClass, tier: RestoreTier): number {
  const seconds = expectedSeconds(storageClass, tier);
  if (seconds === null) throw new Invalid("restore_tier_unavailable", problemText("archival.noExpedited"));
  return seconds;
}

/** Bytes that a restore is metered as: those of the file times the tier's weight. Zero where the class needs no restore. */
export function meteredBytes(bytes: number, storageClass: StorageClass, tier: RestoreTier): DecimalString {
  return needsRestore(storageClass) ? decimal(bytes).times(WEIGHTS[tier]).integerValue(0).toFixed(0) : "0";
}

/** Prices restores by the organisation's plan as it is this month. */
async function restorePrices(
  tx: Transaction,
  tenantId: string,
  now: Date,
): Promise<{ isFree: boolean; price: (stored: readonly Stored[], tier: RestoreTier) => Money }> {
  const { plan, currency } = await accountOf(tx, tenantId);
  const { costPerGbRestore } = await planVersion(tx, plan, { currency, on: now });
  const price = (stored: readonly Stored[], tier: RestoreTier) => {
    const metered = stored
      .reduce((sum, of) => sum.plus(meteredBytes(of.bytes, of.storageClass, tier)), decimal(0))
      .toFixed(0);
    return moneyOf(shareInMinor(costPerGbRestore, minorDigits(currency), metered, GIB), currency);
  };
  return { isFree: decimal(costPerGbRestore).isZero(), price };
}

/** Bytes of a class. */
interface Stored {
  bytes: number;
  storageClass: StorageClass;
}

/** What each tier would take, until the last of them is readable, and cost together. A tier that one does not have is not available. */
export async function termsOf(tx: Transaction, tenantId: string, stored: readonly Stored[], now: Date) {
  const { isFree, price } = await restorePrices(tx, tenantId, now);
  return RESTORE_TIERS.map((tier) => {
    const seconds = stored
      .map(({ storageClass }) => expectedSeconds(storageClass, tier))
      .reduce((longest, one) => (longest === null || one === null ? null : Math.max(longest, one)), 0);
    return {
      tier,
      available: seconds !== null,
      reason: seconds === null ? problemText("archival.noExpedited") : null,
      expected_seconds: seconds,
      estimated_ready: seconds === null ? null : new Date(now.getTime() + seconds * 1000).toISOString(),
      cost: seconds === null ? null : price(stored, tier),
      free: isFree,
    };
  });
}
