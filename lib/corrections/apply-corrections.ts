import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { type ClassTotals, elements, fileAnalyses } from "#db/schema/files.ts";

export interface FileKey {
  tenantId: string;
  fileId: string;
}

/**
 * The one place where corrections meet the take-off: a file's elements get what stands corrected of them, and get back what
 * was found where nothing does any more. All that reads elements afterwards (materials, prices, carbon, sums, exports)
 * reads the corrected ones, and `found` beside them says what the model had. In the transaction that changed either, after
 * the elements are written; the estimate is calculated again by the caller.
 */
export async function applyCorrections(tx: Transaction, key: FileKey): Promise<void> {
  const restored = await restore(tx, key);
  const corrected = await correct(tx, key);
  if (restored + corrected > 0) await sumUp(tx, key);
}

/** Elements as they were found. */
async function restore(tx: Transaction, key: FileKey): Promise<number> {
  const was = (name: string): SQL => sql`(found->'quantities'->>${name})::float8`;
  const rows = await tx.execute(sql`
    update elements set length_m = ${was("lengthM")}, area_m2 = ${was("areaM2")}, volume_m3 = ${was("volumeM3")},
      weight_kg = ${was("weightKg")}, sources = found->'sources', materials = found->'materials', measured = true, found = null
    where tenant_id = ${key.tenantId} and file_id = ${key.fileId} and found is not null
    returning ordinal`);
  return rows.length;
}

/**
 * What an element has of its own stands in `found`. The wholes of parts are measured by their parts, so nothing of them is
 * corrected; what became one with another run keeps its correction for somebody to look at.
 */
async function correct(tx: Transaction, { tenantId, fileId }: FileKey): Promise<number> {
  const value = (kind: string): SQL => sql`max(c.value) filter (where c.kind = ${kind})`;
  const rows = await tx.execute(sql`
    with said as (
      select c.global_id, c.nth, ${value("length_m")} as length_m, ${value("area_m2")} as area_m2,
        ${value("volume_m3")} as volume_m3, ${value("weight_kg")} as weight_kg,
        (array_agg(c.materials) filter (where c.kind = 'material'))[1] as materials,
        bool_or(c.kind = 'exclusion') as excluded
      from element_corrections c
      where c.tenant_id = ${tenantId} and c.file_id = ${fileId} and c.ended_at is null
      group by c.global_id, c.nth),
    placed as (${placed({ tenantId, fileId }, sql`e.global_id in (select global_id from said)`)})
    update elements e set
      found = jsonb_build_object(
        'quantities', jsonb_strip_nulls(jsonb_build_object('lengthM', e.length_m, 'areaM2', e.area_m2,
          'volumeM3', e.volume_m3, 'weightKg', e.weight_kg)),
        'sources', e.sources, 'materials', e.materials),
      length_m = case when said.excluded then null else coalesce(said.length_m::float8, e.length_m) end,
      area_m2 = case when said.excluded then null else coalesce(said.area_m2::float8, e.area_m2) end,
      volume_m3 = case when said.excluded then null else coalesce(said.volume_m3::float8, e.volume_m3) end,
      weight_kg = case when said.excluded then null else coalesce(said.weight_kg::float8, e.weight_kg) end,
      sources = case when said.excluded then '{}' else e.sources || jsonb_strip_nulls(jsonb_build_object(
        'lengthM', case when said.length_m is not null then 'corrected' end,
        'areaM2', case when said.area_m2 is not null then 'corrected' end,
        'volumeM3', case when said.volume_m3 is not null then 'corrected' end,
        'weightKg', case when said.weight_kg is not null then 'corrected' end)) end,
      materials = coalesce((
        select jsonb_agg(jsonb_build_object('name', part->'name', 'thicknessM', null, 'share', part->'share')
          -- An amount stays one, and is no piece, whatever it is made of.
          || case when e.materials @> '[{"uncounted": true}]' then '{"uncounted": true}'::jsonb else '{}' end order by place)
        from jsonb_array_elements(said.materials) with ordinality as parts(part, place)), e.materials),
      measured = not said.excluded
    from placed join said using (global_id, nth)
    where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and e.ordinal = placed.ordinal and e.measured
    returning e.ordinal`);
  return rows.length;
}

/** Elements of a file with their place among those that share their GlobalId; a query of `ordinal`, `global_id`, `nth`. */
export const placed = ({ tenantId, fileId }: FileKey, among: SQL): SQL => sql`
  select e.ordinal, e.global_id, (row_number() over (partition by e.global_id order by e.ordinal) - 1)::int as nth
  from elements e where e.tenant_id = ${tenantId} and e.file_id = ${fileId} and ${among}`;

/** The sums by class, in the elements' order, so that they are to the last digit what the take-off itself summed up. */
async function sumUp(tx: Transaction, { tenantId, fileId }: FileKey): Promise<void> {
  const sum = (column: string): SQL<number> =>
    sql<number>`coalesce(sum(${sql.identifier(column)} order by ordinal), 0)`;
  const rows = await tx
    .select({
      ifcClass: elements.ifcClass,
      count: sql<number>`count(*)::int`,
      lengthM: sum("length_m"),
      areaM2: sum("area_m2"),
      volumeM3: sum("volume_m3"),
      weightKg: sum("weight_kg"),
      lowConfidence: sql<number>`(count(*) filter (where exists (
        select from jsonb_each_text(${elements.sources}) source where source.value = 'low_confidence')))::int`,
    })
    .from(elements)
    .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId)))
    .groupBy(elements.ifcClass);
  const sums = new Map<string, ClassTotals>(rows.map(({ ifcClass, ...totals }) => [ifcClass, totals]));
  const mine = and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId));
  await tx
    .update(fileAnalyses)
    .set({ byClass: Object.fromEntries(sums) })
    .where(mine);
}

/** How many elements of a file are corrected, and how many of these are not to count. */
export async function countCorrected(
  tx: Transaction,
  { tenantId, fileId }: FileKey,
): Promise<{ corrected: number; excluded: number }> {
  const [row] = await tx
    .select({
      corrected: sql<number>`count(*)::int`,
      excluded: sql<number>`(count(*) filter (where not ${elements.measured}))::int`,
    })
    .from(elements)
    .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), isNotNull(elements.found)));
  return row ?? { corrected: 0, excluded: 0 };
}
