import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import {
  GROUPINGS,
  type Grouping,
  groupKey,
  groupName,
  isDoubtful,
  materialKey,
} from "./elements/expressions.ts";
import { type AnalysedFile, analysedFile, ElementFilter, matching } from "./elements/filter.ts";

/** Without `by` the sums alone. */
export const GroupElements = ElementFilter.extend({ by: z.enum(GROUPINGS).optional() });

const Sums = z.object({
  count: z.number(),
  /** Null: no element has one. */
  length_m: z.number().nullable(),
  area_m2: z.number().nullable(),
  volume_m3: z.number().nullable(),
  weight_kg: z.number().nullable(),
  /** Elements of which at least one quantity could not be confirmed. */
  low_confidence: z.number(),
});
type Sums = z.output<typeof Sums>;

export const ElementGroups = z.object({
  /** Storeys in the model's order, classes and materials by name; what has none comes last. */
  groups: z.array(
    Sums.extend({
      /** What chooses the group's elements as `storey`, `class` or `main_material`. */
      key: z.string(),
      /** Null: in no storey, without a material. */
      name: z.string().nullable(),
    }),
  ),
  /** Of all elements that match, whether their groups are listed or not. */
  total: Sums,
  /** Groups that are not listed: the smallest, where there are more than 2000. */
  left_out: z.number(),
});
type Group = z.output<typeof ElementGroups>["groups"][number];

/** Of a model with more groups the list would be no help; a filter makes them fewer. */
const MOST_GROUPS = 2000;

/**
 * A file's elements summed up by storey, by class, or by the material with the largest share. Each element counts in one
 * group, so the groups add up to the total. Throws as `listElements` does.
 */
export async function groupElements(
  ctx: Ctx,
  fileId: string,
  { by, ...filter }: z.output<typeof GroupElements>,
): Promise<z.input<typeof ElementGroups>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const { storeys } = await analysedFile(tx, tenantId, fileId);
    const chosen = matching({ tenantId, fileId }, filter, storeys);
    const groups = by ? await grouped(tx, by, chosen, storeys) : [];
    const total = by ? groups.reduce(add, NOTHING) : await sumOf(tx, chosen);
    const listed = largest(groups);
    return { groups: listed, total: sumsOf(total), left_out: groups.length - listed.length };
  });
}

async function grouped(
  tx: Transaction,
  by: Grouping,
  chosen: SQL | undefined,
  storeys: AnalysedFile["storeys"],
): Promise<Group[]> {
  const rows =
    by === "material" ? await byMaterial(tx, chosen) : await byColumn(tx, groupKey(by, storeys), chosen);
  if (by === "storey") rows.sort((a, b) => placeOf(a) - placeOf(b));
  const groups = rows.map(({ key, ...sums }) => ({ ...groupName(key, storeys), ...sums }));
  return by === "storey" ? groups : groups.sort(byName);
}

/** Of a storey in the model's order. */
const placeOf = ({ key }: { key: string | number | null }) =>
  key === null ? Number.POSITIVE_INFINITY : Number(key);

const SUMS = {
  count: sql<number>`count(*)::int`.as("count"),
  length_m: sql<number | null>`sum(${elements.lengthM})`.as("length_m"),
  area_m2: sql<number | null>`sum(${elements.areaM2})`.as("area_m2"),
  volume_m3: sql<number | null>`sum(${elements.volumeM3})`.as("volume_m3"),
  weight_kg: sql<number | null>`sum(${elements.weightKg})`.as("weight_kg"),
  low_confidence: sql<number>`(count(*) filter (where ${isDoubtful}))::int`.as("low_confidence"),
};

type Row = Sums & { key: string | number | null };

function byColumn(
  tx: Transaction,
  key: SQL<string | number | null>,
  chosen: SQL | undefined,
): Promise<Row[]> {
  return tx
    .select({ key, ...SUMS })
    .from(elements)
    .where(chosen)
    .groupBy(sql`1`);
}

/** Elements of the same layers first, which are few in kind: the largest share is looked for once a kind. */
function byMaterial(tx: Transaction, chosen: SQL | undefined): Promise<Row[]> {
  const alike = tx
    .select({ materials: elements.materials, ...SUMS })
    .from(elements)
    .where(chosen)
    .groupBy(elements.materials)
    .as("alike");
  return tx
    .select({
      key: materialKey(alike.materials),
      count: sql<number>`sum(${alike.count})::int`,
      length_m: sql<number | null>`sum(${alike.length_m})`,
      area_m2: sql<number | null>`sum(${alike.area_m2})`,
      volume_m3: sql<number | null>`sum(${alike.volume_m3})`,
      weight_kg: sql<number | null>`sum(${alike.weight_kg})`,
      low_confidence: sql<number>`sum(${alike.low_confidence})::int`,
    })
    .from(alike)
    .groupBy(sql`1`);
}

export async function sumOf(tx: Transaction, chosen: SQL | undefined): Promise<Sums> {
  const [sums] = await tx.select(SUMS).from(elements).where(chosen);
  return sums ?? NOTHING;
}

const byName = (a: Group, b: Group): number => {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null);
  return a.name.localeCompare(b.name, "en", { numeric: true });
};

function largest(groups: readonly Group[]): Group[] {
  if (groups.length <= MOST_GROUPS) return [...groups];
  const kept = new Set([...groups].sort((a, b) => b.count - a.count).slice(0, MOST_GROUPS));
  return groups.filter((group) => kept.has(group));
}

const NOTHING: Sums = {
  count: 0,
  length_m: null,
  area_m2: null,
  volume_m3: null,
  weight_kg: null,
  low_confidence: 0,
};

function add(a: Sums, b: Sums): Sums {
  const plus = (one: number | null, other: number | null) =>
    one === null || other === null ? (one ?? other) : one + other;
  return {
    count: a.count + b.count,
    length_m: plus(a.length_m, b.length_m),
    area_m2: plus(a.area_m2, b.area_m2),
    volume_m3: plus(a.volume_m3, b.volume_m3),
    weight_kg: plus(a.weight_kg, b.weight_kg),
    low_confidence: a.low_confidence + b.low_confidence,
  };
}

const sumsOf = ({ count, length_m, area_m2, volume_m3, weight_kg, low_confidence }: Sums): Sums => ({
  count,
  length_m,
  area_m2,
  volume_m3,
  weight_kg,
  low_confidence,
});
