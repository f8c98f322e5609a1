import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { currentTenant } from "#db/schema/columns.ts";
import { textArray } from "#db/text-array.ts";
import type { Hit, IndexFilter } from "./index/vector-index.ts";
import { materialKind } from "./ranking/material-kind.ts";
import type { Candidate } from "./ranking/rank.ts";
import { passes } from "./search-input.ts";
import { readSummaries } from "./summaries.ts";
import type { EstimateSummary } from "./summary.ts";

/** How many the index is asked for, how many more are taken by their materials, and of how many of the newest. */
export const FROM_INDEX = 500;
export const BY_MATERIALS = 100;
const NEWEST = 2000;
const LEADING = 8;

/**
 * What is ranked: what the index holds nearest in words, and what is made of the same leading materials, which words of
 * another language or none at all would miss. Estimates that the caller may not see are in neither.
 */
export async function readCandidates(
  tx: Transaction,
  asked: EstimateSummary,
  { hits, filter }: { hits: readonly Hit[]; filter: IndexFilter },
): Promise<Candidate[]> {
  const alike = await madeAlike(tx, asked, filter);
  const cosines = new Map(hits.map(({ id, score }) => [id, score]));
  // What a full answer of the index leaves out is no nearer than its last; of what it does not hold nothing is known.
  const rest = hits.length >= FROM_INDEX ? (hits.at(-1)?.score ?? null) : null;
  const ids = [...new Set([...cosines.keys(), ...alike])];
  return (await readSummaries(tx, ids))
    .filter((summary) => passes(filter, summary))
    .map((summary) => ({ summary, semantic: cosines.get(summary.estimateId) ?? rest }));
}

/**
 * Ids of the estimates, of the newest that pass the filter, whose cost lies in the same materials as the asked one's:
 * most alike first. One statement, bounded by the newest.
 */
async function madeAlike(tx: Transaction, asked: EstimateSummary, filter: IndexFilter): Promise<string[]> {
  const leading = leadingShares(asked);
  if (leading.length === 0) return [];
  const { projectIds, excludeIds, floorAreaM2: area, createdAt: created, place } = filter;
  const found = await tx.execute<{ id: string }>(sql`
    with newest as (
      select id, likely_minor from cost_estimates
      where tenant_id = ${currentTenant} and likely_minor > 0
        ${projectIds ? sql`and project_id = any(${textArray(projectIds)}::text::uuid[])` : sql``}
        ${excludeIds ? sql`and id <> all(${textArray(excludeIds)}::text::uuid[])` : sql``}
        ${place === undefined ? sql`` : sql`and location_match ->> 'name' = ${place}`}
        ${area?.min === undefined ? sql`` : sql`and floor_area_m2 >= ${area.min}`}
        ${area?.max === undefined ? sql`` : sql`and floor_area_m2 <= ${area.max}`}
        ${created?.from === undefined ? sql`` : sql`and created_at >= ${created.from}::timestamptz`}
        ${created?.to === undefined ? sql`` : sql`and created_at <= ${created.to}::timestamptz`}
      order by created_at desc nulls first, id desc nulls first
      limit ${NEWEST}
    ), asked as (
      select * from jsonb_to_recordset(${JSON.stringify(leading)}::jsonb) as a(catalogue_id text, share float8)
    ), held as (
      select l.estimate_id, l.catalogue_id, sum(l.likely_minor)::float8 / min(n.likely_minor) as share
      from newest n
      join cost_estimate_lines l on l.tenant_id = ${currentTenant} and l.estimate_id = n.id
      where l.catalogue_id in (select catalogue_id from asked)
      group by l.estimate_id, l.catalogue_id
    )
    select h.estimate_id as id from held h join asked a using (catalogue_id)
    group by h.estimate_id
    order by sum(least(h.share, a.share)) desc, h.estimate_id
    limit ${BY_MATERIALS}`);
  return found.map(({ id }) => id);
}

/** The materials that most of the cost lies in, unknown names by what they look like, with their shares. */
export function leadingShares({
  materials,
  cost,
}: EstimateSummary): { catalogue_id: string; share: number }[] {
  const even = 1 / Math.max(1, materials.length);
  const shares = new Map<string, number>();
  for (const material of materials) {
    const id = material.catalogueId ?? materialKind(material)?.entry.id;
    if (id === undefined) continue;
    const share = material.cost !== null && cost > 0 ? material.cost / cost : even;
    shares.set(id, (shares.get(id) ?? 0) + share);
  }
  return [...shares]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LEADING)
    .map(([catalogue_id, share]) => ({ catalogue_id, share }));
}
