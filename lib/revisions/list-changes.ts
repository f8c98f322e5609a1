import { and, asc, eq, gt, inArray, isNull, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { CHANGE_KINDS, MATCHED_BY, modelChanges } from "#db/schema/versions.ts";
import { Conflict } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { mainMaterialOf, NONE } from "#lib/processing/elements/expressions.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Pair, requirePair } from "./find-pair.ts";
import { changesOf } from "./read-changes.ts";
import { CHANGED_FIELDS } from "./types.ts";

const MOST = 200;

export const ChangeFilter = z.object({
  /** One kind, or several with commas: added, removed, changed, unchanged. */
  kind: z
    .string()
    .max(60)
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(CHANGE_KINDS)))
    .optional(),
  class: z.string().max(100).optional(),
  /** A storey's name as the newer model has it, or `none`. */
  storey: z.string().max(300).optional(),
});
export type ChangeFilter = z.output<typeof ChangeFilter>;

export const ListChanges = ChangeFilter.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** Of rows behind this position, from `next`. */
  after: z.coerce.number().int().min(-1).max(2_147_483_647).default(-1),
  /** Up to 200 positions with commas, to look rows up. */
  positions: z
    .string()
    .max(MOST * 11)
    .regex(/^\d{1,9}(,\d{1,9})*$/, issueText("revisions.positionsCommas"))
    .transform((text) => text.split(",").map(Number))
    .pipe(z.array(z.number().int()).max(MOST, issueText("revisions.positionsCommas")))
    .optional(),
});

const Side = z.object({
  global_id: z.string(),
  ifc_class: z.string(),
  name: z.string().nullable(),
  storey: z.string().nullable(),
  main_material: z.string().nullable(),
  length_m: z.number().nullable(),
  area_m2: z.number().nullable(),
  volume_m3: z.number().nullable(),
  weight_kg: z.number().nullable(),
});

export const ChangeView = z.object({
  position: z.number(),
  kind: z.enum(CHANGE_KINDS),
  /** What told that the two are one; null of what is in one model only. */
  matched_by: z.enum(MATCHED_BY).nullable(),
  changed: z.array(z.enum(CHANGED_FIELDS)),
  /** m; null: it was not moved. */
  moved_m: z.number().nullable(),
  /** In the newer model and the one before, as the take-offs number them. */
  ordinal: z.number().nullable(),
  base_ordinal: z.number().nullable(),
  newer: Side.nullable(),
  base: Side.nullable(),
  /** Likely, in the newer estimate's currency; null: not priced. `base_at_terms`: at the newer estimate's terms. */
  cost: z.string().nullable(),
  base_cost: z.string().nullable(),
  base_cost_at_terms: z.string().nullable(),
  /** A1–A3; null: not counted. */
  carbon_kg: z.number().nullable(),
  base_carbon_kg: z.number().nullable(),
  base_carbon_at_terms_kg: z.number().nullable(),
});
export type ChangeView = z.input<typeof ChangeView>;

export const ChangeList = z.object({
  items: z.array(ChangeView),
  total: z.number(),
  next: z.string().nullable(),
});

/** Elements of two versions, the changes first. Throws as `compared` does. */
export async function listChanges(
  ctx: Ctx,
  fileId: string,
  input: z.output<typeof ListChanges>,
): Promise<z.input<typeof ChangeList>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { pair, digits } = await compared(tx, ctx.tenant.id, fileId);
    const chosen = and(
      matchingChanges(pair, input),
      input.positions && inArray(modelChanges.position, input.positions),
    );
    const rows = await changeRows(
      tx,
      pair,
      and(chosen, gt(modelChanges.position, input.after)),
      input.limit + 1,
    );
    const page = rows.slice(0, input.limit).map((row) => presentChange(row, pair, digits));
    const last = page.at(-1);
    return {
      items: page,
      total: await tx.$count(modelChanges, chosen),
      next: rows.length > input.limit && last ? nextPage(fileId, input, last.position) : null,
    };
  });
}

/** The pair and the digits of its money, once it has been compared. Throws as `requirePair`, and `Conflict` (`not_compared`). */
export async function compared(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<{ pair: Pair; digits: number }> {
  const pair = await requirePair(tx, tenantId, fileId);
  const kept = await changesOf(tx, pair);
  if (!kept) throw new Conflict("not_compared", problemText("revisions.notCompared"));
  return { pair, digits: kept.summary.cost?.minorDigits ?? 0 };
}

export function matchingChanges({ newer: { file } }: Pair, filter: ChangeFilter): SQL | undefined {
  const named = filter.storey === undefined ? undefined : eq(modelChanges.storey, filter.storey);
  return and(
    eq(modelChanges.tenantId, file.tenantId),
    eq(modelChanges.fileId, file.id),
    filter.kind &&
      inArray(
        modelChanges.kind,
        filter.kind.map((kind) => CHANGE_KINDS.indexOf(kind)),
      ),
    filter.class === undefined ? undefined : eq(modelChanges.ifcClass, filter.class),
    filter.storey === NONE ? or(isNull(modelChanges.storey), named) : named,
  );
}

/** Rows in order with the elements of either side. */
export async function changeRows(
  tx: Transaction,
  { newer, base }: Pair,
  chosen: SQL | undefined,
  limit: number,
) {
  const before = alias(elements, "before");
  const { tenantId } = newer.file;
  return tx
    .select({ change: modelChanges, newer: elements, base: before })
    .from(modelChanges)
    .leftJoin(
      elements,
      and(
        eq(elements.tenantId, tenantId),
        eq(elements.fileId, newer.file.id),
        eq(elements.ordinal, modelChanges.ordinal),
      ),
    )
    .leftJoin(
      before,
      and(
        eq(before.tenantId, tenantId),
        eq(before.fileId, base.file.id),
        eq(before.ordinal, modelChanges.baseOrdinal),
      ),
    )
    .where(chosen)
    .orderBy(asc(modelChanges.position))
    .limit(limit);
}

export function presentChange(
  { change, newer, base }: Awaited<ReturnType<typeof changeRows>>[number],
  pair: Pair,
  digits: number,
): ChangeView {
  const money = (minor: number | null) => (minor === null ? null : minorToDecimal(minor, digits));
  const kg = (grams: number | null) => (grams === null ? null : grams / 1000);
  return {
    position: change.position,
    kind: CHANGE_KINDS[change.kind] ?? "unchanged",
    matched_by: change.matchedBy,
    changed: change.changed,
    moved_m: change.movedM,
    ordinal: change.ordinal,
    base_ordinal: change.baseOrdinal,
    newer: newer && presentSide(newer, pair.newer.storeys),
    base: base && presentSide(base, pair.base.storeys),
    cost: money(change.likelyMinor),
    base_cost: money(change.baseLikelyMinor),
    base_cost_at_terms: money(change.baseAtTermsMinor),
    carbon_kg: kg(change.carbonG),
    base_carbon_kg: kg(change.baseCarbonG),
    base_carbon_at_terms_kg: kg(change.baseAtTermsG),
  };
}

function presentSide(
  element: typeof elements.$inferSelect,
  storeys: Pair["newer"]["storeys"],
): z.input<typeof Side> {
  return {
    global_id: element.globalId,
    ifc_class: element.ifcClass,
    name: element.name,
    storey: element.storey === null ? null : (storeys[element.storey]?.name ?? null),
    main_material: mainMaterialOf(element.materials),
    length_m: element.lengthM,
    area_m2: element.areaM2,
    volume_m3: element.volumeM3,
    weight_kg: element.weightKg,
  };
}

function nextPage(fileId: string, input: z.output<typeof ListChanges>, after: number): string {
  const query = new URLSearchParams({ limit: String(input.limit), after: String(after) });
  if (input.kind) query.set("kind", input.kind.join());
  if (input.class !== undefined) query.set("class", input.class);
  if (input.storey !== undefined) query.set("storey", input.storey);
  if (input.positions) query.set("positions", input.positions.join());
  return `/api/files/${fileId}/changes/rows?${query}`;
}
