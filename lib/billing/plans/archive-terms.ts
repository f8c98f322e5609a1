import { and, desc, eq, lt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billingPlans, type PlanId } from "#db/schema/billing.ts";
import { type DecimalString, decimal } from "#lib/catalogue/decimal.ts";

export interface ArchiveTerms {
  archiveLimit: number;
  costPerGbArchive: DecimalString;
  costPerGbRestore: DecimalString;
}

/**
 * What the archive costs in a version that does not say so: as in the plan's version before it in the currency; in a
 * currency that the plan has none in, as much more than in US dollars as its storage costs, to six decimals.
 */
export async function usualArchiveTerms(
  tx: Transaction,
  version: { id: PlanId; currency: string; validFrom: string; costPerGbStorage: DecimalString },
): Promise<ArchiveTerms> {
  const before = await versionBefore(tx, version, version.currency);
  if (before) return before;
  const dollars = await versionBefore(tx, version, "USD");
  if (!dollars) throw new Error(`The plan ${version.id} has no prices in USD`);
  const price = (cost: DecimalString) =>
    decimal(dollars.costPerGbStorage).isZero()
      ? "0"
      : decimal(cost)
          .times(version.costPerGbStorage)
          .div(dollars.costPerGbStorage)
          .decimalPlaces(6)
          .toFixed();
  return {
    archiveLimit: dollars.archiveLimit,
    costPerGbArchive: price(dollars.costPerGbArchive),
    costPerGbRestore: price(dollars.costPerGbRestore),
  };
}

async function versionBefore(
  tx: Transaction,
  { id, validFrom }: { id: PlanId; validFrom: string },
  currency: string,
) {
  const [version] = await tx
    .select()
    .from(billingPlans)
    .where(
      and(
        eq(billingPlans.id, id),
        eq(billingPlans.currency, currency),
        lt(billingPlans.validFrom, validFrom),
      ),
    )
    .orderBy(desc(billingPlans.validFrom))
    .limit(1);
  return version;
}
