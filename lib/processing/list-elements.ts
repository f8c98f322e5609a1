import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { elements, fileAnalyses } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** What the column holds: a 32-bit integer. */
const LARGEST_ORDINAL = 2_147_483_647;

export const ListElements = z.object({
  skip: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  /** The file's own IFC class, e.g. IfcWallStandardCase. */
  class: z.string().max(100).optional(),
  /** A storey's name, or `none` for elements that belong to no storey. */
  storey: z.string().max(300).optional(),
  /** Of elements after this ordinal, from `next`; better than a large skip. */
  after: z.coerce
    .number()
    .int()
    .min(-1)
    .max(LARGEST_ORDINAL, `Give an ordinal up to ${LARGEST_ORDINAL}, as \`next\` does.`)
    .optional(),
});

const Source = z.enum(["stated", "mesh", "low_confidence"]);
const quantity = <T extends z.ZodType>(of: T) =>
  z.object({
    length_m: of.optional(),
    area_m2: of.optional(),
    volume_m3: of.optional(),
    weight_kg: of.optional(),
  });

export const ElementView = z.object({
  ordinal: z.number(),
  global_id: z.string(),
  ifc_class: z.string(),
  name: z.string().nullable(),
  type_name: z.string().nullable(),
  storey: z.string().nullable(),
  quantities: quantity(z.number()),
  sources: quantity(Source),
  materials: z.array(
    z.object({
      name: z.string(),
      thickness_m: z.number().nullable(),
      share: z.number(),
      /** The file names several materials and not how much of each: `share` is an equal part, and nothing is priced by it. */
      share_assumed: z.boolean().optional(),
    }),
  ),
  /** As the file's common property set states it; null: it does not. */
  is_external: z.boolean().nullable().optional(),
  load_bearing: z.boolean().nullable().optional(),
  parent_global_id: z.string().nullable(),
  measured: z.boolean(),
});

/** A file's elements in the take-off's order, SI and net. Throws `Conflict` (`analysis_not_ready`) before the take-off is done. */
export async function listElements(ctx: Ctx, fileId: string, input: z.output<typeof ListElements>) {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await findFile(tx, fileId);
    const [analysis] = await tx
      .select({ storeys: fileAnalyses.storeys })
      .from(fileAnalyses)
      .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
    if (!analysis)
      throw new Conflict(
        "analysis_not_ready",
        "The take-off of this file is not there yet. Its steps show how far it is.",
      );
    const matching = and(
      eq(elements.tenantId, tenantId),
      eq(elements.fileId, fileId),
      input.class === undefined ? undefined : eq(elements.ifcClass, input.class),
      storeyIs(input.storey, analysis.storeys),
    );
    const [counted] = await tx.select({ total: sql<number>`count(*)::int` }).from(elements).where(matching);
    const rows = await tx
      .select()
      .from(elements)
      .where(and(matching, input.after === undefined ? undefined : gt(elements.ordinal, input.after)))
      .orderBy(asc(elements.ordinal))
      .offset(input.after === undefined ? input.skip : 0)
      .limit(input.limit + 1);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => present(row, analysis.storeys)),
      total: counted?.total ?? 0,
      next: rows.length > input.limit && last ? nextPage(fileId, input, last.ordinal) : null,
    };
  });
}

type Storeys = (typeof fileAnalyses.$inferSelect)["storeys"];

function storeyIs(name: string | undefined, storeys: Storeys) {
  if (name === undefined) return undefined;
  if (name === "none") return isNull(elements.storey);
  const indexes = storeys.flatMap((storey, index) => (storey.name === name ? [index] : []));
  return inArray(elements.storey, indexes);
}

function present(row: typeof elements.$inferSelect, storeys: Storeys): z.input<typeof ElementView> {
  return {
    ordinal: row.ordinal,
    global_id: row.globalId,
    ifc_class: row.ifcClass,
    name: row.name,
    type_name: row.typeName,
    storey: row.storey === null ? null : (storeys[row.storey]?.name ?? null),
    quantities: bySiName(row),
    sources: bySiName(row.sources),
    materials: row.materials.map(({ name, thicknessM, share, shareAssumed }) => ({
      name,
      thickness_m: thicknessM,
      share,
      ...(shareAssumed ? { share_assumed: true } : {}),
    })),
    is_external: row.isExternal,
    load_bearing: row.loadBearing,
    parent_global_id: row.parentGlobalId,
    measured: row.measured,
  };
}

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

function nextPage(
  fileId: string,
  { limit, class: ifcClass, storey }: z.output<typeof ListElements>,
  after: number,
): string {
  const query = new URLSearchParams({ limit: String(limit), after: String(after) });
  if (ifcClass !== undefined) query.set("class", ifcClass);
  if (storey !== undefined) query.set("storey", storey);
  return `/api/files/${fileId}/elements?${query}`;
}
