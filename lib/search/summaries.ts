import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { currentTenant } from "#db/schema/columns.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { textArray } from "#db/text-array.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import type { EstimateSummary, SummaryMaterial } from "./summary.ts";

/**
 * Summaries of estimates, in the order of `ids`; one that is not there for this tenant and caller is left out. Two
 * statements, however many ids: heads, and their lines summed by material and by class.
 */
export async function readSummaries(tx: Transaction, ids: readonly string[]): Promise<EstimateSummary[]> {
  if (ids.length === 0) return [];
  const heads = await tx
    .select({
      estimateId: costEstimates.id,
      projectId: costEstimates.projectId,
      name: costEstimates.name,
      description: costEstimates.description,
      input: costEstimates.input,
      location: costEstimates.location,
      locationMatch: costEstimates.locationMatch,
      laborRate: costEstimates.laborRate,
      equipmentRate: costEstimates.equipmentRate,
      currency: costEstimates.currency,
      minorDigits: costEstimates.minorDigits,
      floorAreaM2: costEstimates.floorAreaM2,
      storeys: sql<number>`jsonb_array_length(${costEstimates.storeys})`,
      likelyMinor: costEstimates.likelyMinor,
      a1a3G: costEstimates.a1a3G,
      unmeasured: costEstimates.unmeasured,
      createdAt: costEstimates.createdAt,
    })
    .from(costEstimates)
    .innerJoin(
      sql`unnest(${textArray(ids)}::text::uuid[]) with ordinality as wanted(id, position)`,
      sql`wanted.id = ${costEstimates.id}`,
    )
    .where(eq(costEstimates.tenantId, currentTenant))
    .orderBy(asc(sql`wanted.position`));
  const sums = Map.groupBy(await readSums(tx, ids), (sum) => sum.estimate_id);
  return heads.map((head) => summaryOf(head, sums.get(head.estimateId) ?? []));
}

/** Of one estimate: a material's lines (`catalogue_id` and `unit` set), or a class's share (`ifc_class`). */
type Sum = {
  estimate_id: string;
  catalogue_id: string | null;
  unit: Unit | null;
  ifc_class: string | null;
  quantity: string;
  mass_kg: number | null;
  volume_m3: number;
  likely_minor: string | null;
  /** Of each line, the dearest first. */
  names: { material_names: string[]; name: string }[];
};

function readSums(tx: Transaction, ids: readonly string[]) {
  return tx.execute<Sum>(sql`
    select estimate_id, catalogue_id, unit, ifc_class, sum(quantity)::text as quantity,
      sum(mass_kg)::float8 as mass_kg, sum(volume_m3)::float8 as volume_m3, sum(likely_minor)::text as likely_minor,
      case when grouping(catalogue_id) = 0
        then jsonb_agg(jsonb_build_object('material_names', material_names, 'name', name) order by likely_minor desc nulls last, position)
        else '[]' end as names
    from cost_estimate_lines
    where tenant_id = ${currentTenant} and estimate_id = any(${textArray(ids)}::text::uuid[])
    group by grouping sets ((estimate_id, catalogue_id, unit), (estimate_id, ifc_class))
    order by estimate_id, sum(likely_minor) desc nulls last, catalogue_id, unit, ifc_class`);
}

interface Head
  extends Pick<
    typeof costEstimates.$inferSelect,
    | "projectId"
    | "name"
    | "description"
    | "input"
    | "location"
    | "locationMatch"
    | "laborRate"
    | "equipmentRate"
    | "currency"
    | "minorDigits"
    | "floorAreaM2"
    | "likelyMinor"
    | "a1a3G"
    | "unmeasured"
    | "createdAt"
  > {
  estimateId: string;
  storeys: number;
}

function summaryOf(head: Head, sums: Sum[]): EstimateSummary {
  const scale = 10 ** head.minorDigits;
  const cost = head.likelyMinor / scale;
  const measured = sums.flatMap((sum) => (sum.unit === null ? [] : [materialOf(sum, sum.unit, scale)]));
  const { estimateId, projectId, name, description, location, currency, floorAreaM2, createdAt } = head;
  return {
    estimateId,
    projectId,
    name,
    description,
    materials: [...measured, ...unmeasuredOf(head)],
    classShares: classSharesOf(sums),
    location,
    place: head.locationMatch.name,
    locationFactor: Number(head.locationMatch.factor),
    laborRate: Number(head.laborRate),
    equipmentRate: Number(head.equipmentRate),
    currency,
    floorAreaM2,
    storeys: head.storeys > 0 ? head.storeys : null,
    cost,
    carbonKg: head.a1a3G === null ? null : head.a1a3G / 1000,
    createdAt,
  };
}

/** At most this many of a material's spellings make its name. */
const SPELLINGS = 3;

function materialOf(sum: Sum, unit: Unit, scale: number): SummaryMaterial {
  const spelled = new Set(sum.names.flatMap(({ material_names }) => material_names));
  return {
    name: spelled.size > 0 ? [...spelled].slice(0, SPELLINGS).join(", ") : (sum.names[0]?.name ?? ""),
    catalogueId: sum.catalogue_id,
    quantity: sum.quantity,
    unit,
    massKg: sum.mass_kg,
    volumeM3: sum.volume_m3,
    cost: sum.likely_minor === null ? null : Number(sum.likely_minor) / scale,
  };
}

/** What could not be measured, each name once: as entered by hand, else by its volume. */
function unmeasuredOf({ unmeasured, input }: Head): SummaryMaterial[] {
  const byName = new Map<string, SummaryMaterial>();
  for (const { materialName, catalogueId, volumeM3 } of unmeasured) {
    if (materialName === null) continue;
    const entered = input?.[materialName];
    const volume = Number(volumeM3) + (byName.get(materialName)?.volumeM3 ?? 0);
    byName.set(materialName, {
      name: materialName,
      catalogueId,
      quantity: entered?.quantity ?? String(volume),
      unit: entered?.unit ?? "m3",
      massKg: null,
      volumeM3: entered ? null : volume,
      cost: null,
    });
  }
  return [...byName.values()];
}

function classSharesOf(sums: Sum[]): Record<string, number> {
  const priced = sums.flatMap(({ ifc_class, likely_minor }) =>
    ifc_class === null ? [] : [[ifc_class, Number(likely_minor ?? 0)] as const],
  );
  const total = priced.reduce((sum, [, minor]) => sum + minor, 0);
  return total > 0 ? Object.fromEntries(priced.map(([name, minor]) => [name, minor / total])) : {};
}
