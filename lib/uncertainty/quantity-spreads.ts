import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { QUANTITY_SOURCES, QUANTITY_SPREAD, type QuantitySourceOrEntered } from "./method.ts";

/** Shares by where a line's quantity comes from; they sum to 1. */
export type SourceShares = Partial<Record<QuantitySourceOrEntered, number>>;

/**
 * Where the quantity of each line of an estimate comes from, by the line's position: the sources of the quantity that its
 * unit is measured by, weighted with the elements' volume (else area, else length, else tonnes). Lines whose take-off is gone are
 * missing. One statement.
 */
export async function sourcesByLine(
  tx: Transaction,
  { tenantId, id, fileId }: EstimateRow,
): Promise<Map<number, SourceShares>> {
  if (fileId === null) return new Map();
  const rows = await tx.execute<{ position: number; source: QuantitySourceOrEntered; weight: number }>(sql`
    with weighed as (
      select line.position,
             case line.unit
               when 'm' then element.sources ->> 'lengthM'
               when 'm2' then coalesce(element.sources ->> 'areaM2', element.sources ->> 'volumeM3')
               when 'm3' then coalesce(element.sources ->> 'volumeM3', element.sources ->> 'areaM2',
                                       element.sources ->> 'weightKg')
               else coalesce(element.sources ->> 'volumeM3', element.sources ->> 'weightKg')
             end as source,
             coalesce(element.volume_m3, element.area_m2, element.length_m, element.weight_kg / 1000, 0) as weight
      from cost_estimate_lines line
      cross join lateral jsonb_array_elements_text(line.elements) behind(ordinal)
      join elements element on element.tenant_id = line.tenant_id and element.file_id = ${fileId}
                           and element.ordinal = behind.ordinal::int
      where line.tenant_id = ${tenantId} and line.estimate_id = ${id} and line.unit <> 'pcs'
    )
    select position, coalesce(source, 'low_confidence') as source, sum(weight) as weight
    from weighed group by 1, 2 having sum(weight) > 0
  `);
  const shares = new Map<number, SourceShares>();
  for (const [position, same] of Map.groupBy(rows, (row) => row.position)) {
    const whole = same.reduce((sum, { weight }) => sum + weight, 0);
    shares.set(position, Object.fromEntries(same.map(({ source, weight }) => [source, weight / whole])));
  }
  return shares;
}

/** What is known of the quantity of a line that `sourcesByLine` does not name. */
export function sharesOfOther(line: { unit: string }, estimate: { fileId: string | null }): SourceShares {
  if (estimate.fileId === null) return { entered: 1 };
  return line.unit === "pcs" ? { counted: 1 } : { low_confidence: 1 };
}

/** As if all of a line's quantities were wrong in the same direction: the careful assumption. */
export function spreadOf(shares: SourceShares): number {
  return QUANTITY_SOURCES.reduce((sum, source) => sum + QUANTITY_SPREAD[source] * (shares[source] ?? 0), 0);
}
