import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import type { CarbonAccount } from "#lib/processing/carbon/types.ts";
import type { EstimateRow } from "./measured-model.ts";

/** Completes a priced estimate by its carbon account: modules and factors on the lines, their sums on the estimate. */
export async function storeCarbon(
  tx: Transaction,
  key: { tenantId: string; estimateId: string },
  account: CarbonAccount,
): Promise<EstimateRow> {
  const lines = account.lines.map(({ key: line, modules, byStorey, factor, declared }) => ({
    key: line,
    ...modules,
    by_storey: byStorey,
    factor,
    declared: declared ?? null,
  }));
  // One statement for all lines.
  await tx.execute(sql`
    update cost_estimate_lines l
    set a1_a3_g = c."a1a3G", a4_g = c."a4G", a5_g = c."a5G", biogenic_g = c."biogenicG", carbon_by_storey = c.by_storey, factor = c.factor,
      declared_modules = c.declared
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as c(key text, "a1a3G" bigint, "a4G" bigint, "a5G" bigint, "biogenicG" bigint, by_storey jsonb, factor jsonb, declared jsonb)
    where l.tenant_id = ${key.tenantId} and l.estimate_id = ${key.estimateId} and l.key = c.key`);
  const [estimate] = await tx
    .update(costEstimates)
    .set({
      status: "complete",
      ...account.totals,
      massKg: account.massKg,
      missingCarbon: account.missing.map(({ elementIds, ...item }) => ({
        ...item,
        elements: elementIds.length,
      })),
      carbonCoverage: account.coverage,
    })
    .where(and(eq(costEstimates.tenantId, key.tenantId), eq(costEstimates.id, key.estimateId)))
    .returning();
  if (!estimate) throw new Error(`Estimate ${key.estimateId} vanished while its carbon was stored`);
  return estimate;
}
