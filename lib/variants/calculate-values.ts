import type { Transaction } from "#db/client.ts";
import type { estimateVariants } from "#db/schema/variants.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { changedLines } from "./changed-lines.ts";
import type { Change } from "./changes.ts";
import { calculateEstimate, figuresAfter } from "./what-if.ts";

type Values = Omit<
  typeof estimateVariants.$inferInsert,
  "id" | "tenantId" | "estimateId" | "name" | "changes" | "createdBy" | "createdAt" | "deletedAt"
>;

/** What a variant stores of its calculation on the estimate as it is now. Throws as `whatIf` does. */
export async function calculateValues(
  tx: Transaction,
  tenantId: string,
  id: string,
  changes: Change[],
): Promise<{ estimate: EstimateRow; values: Values }> {
  const { estimate, stored, calculation } = await calculateEstimate(tx, tenantId, id, changes);
  const { costs, location, names } = calculation;
  return {
    estimate,
    values: {
      ...figuresAfter(calculation),
      names,
      currency: costs.currency,
      minorDigits: costs.minorDigits,
      location,
      locationFactor: costs.location.factor,
      laborRate: costs.laborRate,
      equipmentRate: costs.equipmentRate,
      priceBookVersion: estimate.priceBookVersion,
      factorVersion: estimate.factorVersion,
      linesChanged: changedLines(stored, calculation).length,
      basePricedAt: estimate.pricedAt,
      calculatedAt: new Date(),
    },
  };
}
