import { and, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import type { ElementMaterial } from "#lib/processing/types.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { mainMaterialOf } from "./elements/expressions.ts";
import {
  type AnalysedFile,
  analysedFile,
  ElementFilter,
  isWhole,
  LARGEST_ORDINAL,
  matching,
} from "./elements/filter.ts";
import { comesAfter, ElementOrder, orderBy } from "./elements/order.ts";

export const ListElements = ElementFilter.extend({
  ...ElementOrder.shape,
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** Of elements after this ordinal in the asked order, from `next`; better than a large skip. */
  after: z.coerce
    .number()
    .int()
    .min(-1)
    .max(LARGEST_ORDINAL, issueText("processing.ordinalUpNext", { largestOrdinal: LARGEST_ORDINAL }))
    .optional(),
});

export const ElementSource = z.enum(["stated", "mesh", "drawn", "listed", "low_confidence", "corrected"]);
const quantity = <T extends z.ZodType>(of: T) =>
  z.object({
    length_m: of.optional(),
    area_m2: of.optional(),
    volume_m3: of.optional(),
    weight_kg: of.optional(),
  });

export const ElementMaterialView = z.object({
  name: z.string(),
  thickness_m: z.number().nullable(),
  share: z.number(),
  /** The file names several materials and not how much of each: `share` is an equal part, and nothing is priced by it. */
  share_assumed: z.boolean().optional(),
});

export const ElementView = z.object({
  ordinal: z.number(),
  global_id: z.string(),
  ifc_class: z.string(),
  name: z.string().nullable(),
  type_name: z.string().nullable(),
  storey: z.string().nullable(),
  quantities: quantity(z.number()),
  /** `count`: whether it is an element at all, where that is a question, as of a drawing's blocks. */
  sources: quantity(ElementSource).extend({ count: ElementSource.optional() }),
  materials: z.array(ElementMaterialView),
  /** The one with the largest share. */
  main_material: z.string().nullable().optional(),
  /** As the file's common property set states it; null: it does not. */
  is_external: z.boolean().nullable().optional(),
  load_bearing: z.boolean().nullable().optional(),
  parent_global_id: z.string().nullable(),
  measured: z.boolean(),
  /** What was found of it, where a person corrected it; what they said stands in the fields above. Null: not corrected. */
  found: z
    .object({
      quantities: quantity(z.number()),
      sources: quantity(ElementSource),
      materials: z.array(ElementMaterialView),
    })
    .nullable(),
  /** A person said that it does not count; `found` says what of it does not. */
  excluded: z.boolean(),
});

export const ElementList = z.object({
  items: z.array(ElementView),
  total: z.number(),
  next: z.string().nullable(),
});

/** A file's elements, SI and net. Throws `Conflict` (`analysis_not_ready`) before the take-off is done. */
export async function listElements(
  ctx: Ctx,
  fileId: string,
  input: z.output<typeof ListElements>,
): Promise<z.input<typeof ElementList>> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, fileId };
  return ctx.transaction(async (tx) => {
    const analysis = await analysedFile(tx, key.tenantId, fileId);
    const chosen = matching(key, input, analysis.storeys);
    const later = input.after === undefined ? undefined : await comesAfter(tx, key, input, input.after);
    const rows = await tx
      .select()
      .from(elements)
      .where(and(chosen, later))
      .orderBy(...orderBy(input))
      .offset(input.after === undefined ? input.skip : 0)
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => presentElement(row, analysis.storeys)),
      total: isWhole(input) ? analysis.elementCount : await count(tx, chosen),
      next: rows.length > input.limit && last ? nextPage(fileId, input, last.ordinal) : null,
    };
  });
}

async function count(tx: Transaction, chosen: ReturnType<typeof matching>): Promise<number> {
  const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(elements).where(chosen);
  return counted?.total ?? 0;
}

export function presentElement(
  row: typeof elements.$inferSelect,
  storeys: AnalysedFile["storeys"],
): z.input<typeof ElementView> {
  return {
    ordinal: row.ordinal,
    global_id: row.globalId,
    ifc_class: row.ifcClass,
    name: row.name,
    type_name: row.typeName,
    storey: row.storey === null ? null : (storeys[row.storey]?.name ?? null),
    quantities: bySiName(row),
    sources: { ...bySiName(row.sources), ...(row.sources.count && { count: row.sources.count }) },
    materials: row.materials.map(presentMaterial),
    main_material: mainMaterialOf(row.materials),
    is_external: row.isExternal,
    load_bearing: row.loadBearing,
    parent_global_id: row.parentGlobalId,
    measured: row.measured,
    found: row.found && {
      quantities: bySiName(row.found.quantities),
      sources: bySiName(row.found.sources),
      materials: row.found.materials.map(presentMaterial),
    },
    excluded: isExcluded(row),
  };
}

/** A person said that it does not count. The whole of parts is not measured either, and is never corrected. */
export const isExcluded = ({
  found,
  measured,
}: Pick<typeof elements.$inferSelect, "found" | "measured">): boolean => found !== null && !measured;

export const presentMaterial = ({
  name,
  thicknessM,
  share,
  shareAssumed,
}: ElementMaterial): z.input<typeof ElementMaterialView> => ({
  name,
  thickness_m: thicknessM,
  share,
  ...(shareAssumed ? { share_assumed: true } : {}),
});

/** Only the quantities that are there. */
function bySiName<T>(of: {
  lengthM?: T | null | undefined;
  areaM2?: T | null | undefined;
  volumeM3?: T | null | undefined;
  weightKg?: T | null | undefined;
}) {
  return {
    length_m: of.lengthM ?? undefined,
    area_m2: of.areaM2 ?? undefined,
    volume_m3: of.volumeM3 ?? undefined,
    weight_kg: of.weightKg ?? undefined,
  };
}

function nextPage(fileId: string, input: z.output<typeof ListElements>, after: number): string {
  const { skip: _, ...asked } = input;
  const query = new URLSearchParams();
  const told = { ...asked, after };
  for (const [name, value] of Object.entries(told)) if (value !== undefined) query.set(name, String(value));
  return `/api/files/${fileId}/elements?${query}`;
}
