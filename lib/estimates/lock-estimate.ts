import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { type EstimateRow, findEstimate } from "./measured-model.ts";

/** The estimate, held until the transaction ends, so that what is counted and calculated of it stays true. Throws `NotFound`. */
export async function lockEstimate(tx: Transaction, tenantId: string, id: string): Promise<EstimateRow> {
  await tx
    .select({ id: costEstimates.id })
    .from(costEstimates)
    .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.id, id)))
    .for("update");
  return findEstimate(tx, tenantId, id);
}
