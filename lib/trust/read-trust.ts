import { and, count, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { type AnalysedFile, analysedFile } from "#lib/processing/elements/filter.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { FINDINGS, type Finding, findingIs } from "./findings.ts";
import { findOverlaps } from "./overlaps.ts";

/** Pairs in one answer. */
const MOST_PAIRS = 50;
/** A storey lower or higher than that, floor to floor, is no storey, or its unit is in doubt; m. */
const STOREY_HEIGHT_M = { least: 1.8, most: 15 };
/** A whole building smaller or larger than that has its unit in doubt; m. */
const EXTENT_M = { least: 2, most: 5000 };

const ElementOf = z.object({
  ordinal: z.number(),
  global_id: z.string(),
  ifc_class: z.string(),
  name: z.string().nullable(),
});

export const TrustView = z.object({
  elements: z.number(),
  /** Those that are measured themselves: not the wholes of parts. */
  measured: z.number(),
  /** How many elements each is true of; the take-off's filter `finding` shows them. */
  findings: z.array(z.object({ finding: z.enum(FINDINGS), elements: z.number() })),
  overlaps: z.object({
    /** Null: the take-off is from before boxes were kept; processing the file again gives them. */
    total: z.number().nullable(),
    pairs: z.array(z.object({ a: ElementOf, b: ElementOf, share: z.number() })),
  }),
  storeys: z.object({
    total: z.number(),
    without_elements: z.array(z.string()),
    /** Floor to floor, of those that are no usual height. */
    unusual_heights: z.array(z.object({ name: z.string(), height_m: z.number() })),
  }),
  /** Along the model's axes, m; null without shapes. */
  extent_m: z.object({ x: z.number(), y: z.number(), z: z.number() }).nullable(),
  /** The extents are of no building: most likely the file's unit is wrong. */
  unit_doubtful: z.boolean(),
});

/**
 * How far a file's take-off can be trusted: what is missing, doubled, empty or out of proportion in its model. Throws
 * `NotFound` without the file, `Conflict` (`analysis_not_ready`) before the take-off is done.
 */
export async function readTrust(ctx: Ctx, fileId: string): Promise<z.input<typeof TrustView>> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, fileId };
  const { file, counts, extent, boxed } = await ctx.transaction(async (tx) => {
    const found = await analysedFile(tx, key.tenantId, fileId);
    return {
      file: found,
      counts: await countFindings(tx, key),
      extent: await extentOf(tx, key),
      boxed: await boxesOf(tx, key),
    };
  });
  const overlaps = await findOverlaps(boxed, MOST_PAIRS);
  const known = await ctx.transaction((tx) =>
    named(
      tx,
      key,
      overlaps.pairs.flatMap(({ a, b }) => [a, b]),
    ),
  );
  const largest = extent && Math.max(extent.x, extent.y, extent.z);
  const heights = unusualHeights(file.storeys);
  return {
    elements: file.elementCount,
    measured: counts.measured,
    // Without storeys no element can stand in one: that is no fault of the elements.
    findings: FINDINGS.map((finding) => ({
      finding,
      elements: finding === "no_storey" && file.storeys.length === 0 ? 0 : counts[finding],
    })),
    overlaps: {
      total: boxed.length === 0 && file.elementCount > 0 ? null : overlaps.total,
      pairs: overlaps.pairs.flatMap(({ a, b, share }) => {
        const [first, second] = [known.get(a), known.get(b)];
        return first && second ? [{ a: first, b: second, share: Math.min(1, share) }] : [];
      }),
    },
    storeys: {
      total: file.storeys.length,
      without_elements: file.storeys.filter(({ elements: some }) => some === 0).map(({ name }) => name),
      unusual_heights: heights,
    },
    extent_m: extent,
    unit_doubtful: largest !== null && (largest < EXTENT_M.least || largest > EXTENT_M.most),
  };
}

type Key = { tenantId: string; fileId: string };
const ofFile = ({ tenantId, fileId }: Key) =>
  and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId));

/** One pass over the file's elements. */
async function countFindings(tx: Transaction, key: Key): Promise<Record<Finding | "measured", number>> {
  const counted = (finding: Finding) =>
    sql<number>`(count(*) filter (where ${findingIs(finding, key)}))::int`;
  const [row] = await tx
    .select({
      measured: sql<number>`(count(*) filter (where ${elements.measured}))::int`,
      no_quantity: counted("no_quantity"),
      doubled: counted("doubled"),
      same_id: counted("same_id"),
      no_material: counted("no_material"),
      unknown_material: counted("unknown_material"),
      oversized: counted("oversized"),
      no_storey: counted("no_storey"),
      low_confidence: counted("low_confidence"),
    })
    .from(elements)
    .where(ofFile(key));
  if (!row) throw new Error("A sum without groups has a row");
  return row;
}

async function extentOf(tx: Transaction, key: Key): Promise<{ x: number; y: number; z: number } | null> {
  const along = (axis: 1 | 2 | 3) => {
    const [centre, extent] = [sql.raw(String(axis)), sql.raw(String(axis + 3))];
    const half = sql`${elements.boxM}[${extent}] / 2`;
    return sql<number>`max(${elements.boxM}[${centre}] + ${half}) - min(${elements.boxM}[${centre}] - ${half})`;
  };
  const [row] = await tx
    .select({ boxes: count(elements.boxM), x: along(1), y: along(2), z: along(3) })
    .from(elements)
    .where(ofFile(key));
  return row && row.boxes > 0 ? { x: row.x, y: row.y, z: row.z } : null;
}

async function boxesOf(tx: Transaction, key: Key) {
  const rows = await tx
    .select({
      ordinal: elements.ordinal,
      ifcClass: elements.ifcClass,
      globalId: elements.globalId,
      parentGlobalId: elements.parentGlobalId,
      box: elements.boxM,
    })
    .from(elements)
    .where(and(ofFile(key), elements.measured, isNotNull(elements.boxM)));
  return rows.flatMap(({ box, ...row }) => (box ? [{ ...row, box }] : []));
}

async function named(tx: Transaction, key: Key, ordinals: readonly number[]) {
  const wanted = [...new Set(ordinals)];
  const rows = await tx
    .select({
      ordinal: elements.ordinal,
      global_id: elements.globalId,
      ifc_class: elements.ifcClass,
      name: elements.name,
    })
    .from(elements)
    .where(and(ofFile(key), sql`${elements.ordinal} = any(${`{${wanted.join(",")}}`}::int[])`));
  return new Map(rows.map((row) => [row.ordinal, row]));
}

/** From a storey's floor to the next; the uppermost has no height of its own. */
function unusualHeights(storeys: AnalysedFile["storeys"]): { name: string; height_m: number }[] {
  const upwards = storeys.toSorted((a, b) => a.elevationM - b.elevationM);
  return upwards.flatMap(({ name, elevationM }, at) => {
    const above = upwards[at + 1];
    if (!above) return [];
    const height = above.elevationM - elevationM;
    const isUsual = height >= STOREY_HEIGHT_M.least && height <= STOREY_HEIGHT_M.most;
    return isUsual ? [] : [{ name, height_m: height }];
  });
}
