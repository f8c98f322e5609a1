import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { costEstimateLines as lines } from "#db/schema/estimates.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";

/**
 * An estimate's lines as far as a what-if needs them: neither whose elements they are nor their parts by storey, which are
 * most of a large estimate and nothing that a sum depends on.
 */
export async function whatIfLines(tx: Transaction, tenantId: string, estimateId: string) {
  return tx
    .select({
      position: lines.position,
      key: lines.key,
      catalogueId: lines.catalogueId,
      name: lines.name,
      ifcClass: lines.ifcClass,
      din276: lines.din276,
      materialNames: lines.materialNames,
      unit: lines.unit,
      quantity: lines.quantity,
      massKg: lines.massKg,
      unweighed: sql<string | null>`${lines.unweighed} ->> 'quantity'`,
      volumeM3: lines.volumeM3,
      unitRate: lines.unitRate,
      likelyMinor: lines.likelyMinor,
      a1a3G: lines.a1a3G,
      a4G: lines.a4G,
      a5G: lines.a5G,
      biogenicG: lines.biogenicG,
    })
    .from(lines)
    .where(and(eq(lines.tenantId, tenantId), eq(lines.estimateId, estimateId)))
    .orderBy(asc(lines.position));
}

export type WhatIfLine = Awaited<ReturnType<typeof whatIfLines>>[number];

/** The bill that is priced and counted; what it covers of the elements is not asked of it. */
export function whatIfModel(estimate: EstimateRow, stored: readonly WhatIfLine[]): MeasuredModel {
  return {
    lines: stored.map((line) => ({
      key: line.key,
      catalogueId: line.catalogueId,
      ifcClass: line.ifcClass,
      din276: line.din276,
      materialNames: line.materialNames,
      unit: line.unit,
      quantity: line.quantity,
      massKg: line.massKg,
      unweighed: line.unweighed === null ? null : { quantity: line.unweighed, elementIds: [] },
      volumeM3: line.volumeM3,
      elementIds: [],
      byStorey: [],
    })),
    unmeasured: estimate.unmeasured.map((item) => ({ ...item, elementIds: [] })),
    elements: estimate.elements,
    volumeM3: estimate.volumeM3,
  };
}
