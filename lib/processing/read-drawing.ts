import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileDrawings } from "#db/schema/drawings.ts";
import type { FileFormat } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { MAPPING_KINDS, type Mapping, type MappingKind, MEASURES } from "#lib/processing/drawing/mapping.ts";
import { normaliseName } from "#lib/processing/drawing/normalise-name.ts";
import { type DrawnAs, suggestMapping } from "#lib/processing/drawing/suggest-mapping.ts";
import type { AppliedMapping, DrawnBlock, DrawnLayer, KnownMapping } from "#lib/processing/drawing/types.ts";
import { DRAWING_UNITS, metresOf } from "#lib/processing/drawing/units.ts";
import { knownMappings } from "#lib/processing/measure-drawing.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Unit = z.enum(DRAWING_UNITS);

/** Formats that have layers. */
const LAYERED = ["dwg", "dxf", "pdf"] as const;
type Layered = (typeof LAYERED)[number];

const isLayered = (format: FileFormat): format is Layered => LAYERED.some((one) => one === format);

export const MappingView = z.discriminatedUnion("use", [
  z.object({ use: z.literal("leave_out") }),
  z.object({
    use: z.literal("element"),
    ifc_class: z.string(),
    measure: z.enum(MEASURES),
    height_m: z.number().nullable(),
    thickness_m: z.number().nullable(),
    two_lines: z.boolean(),
    material: z.string().nullable(),
    storey: z.string().nullable(),
  }),
]);

const Named = z.object({
  kind: z.enum(MAPPING_KINDS),
  name: z.string(),
  /** In the drawing's units and their squares; in m and m² where the unit is known. */
  length: z.number(),
  area: z.number(),
  length_m: z.number().nullable(),
  area_m2: z.number().nullable(),
  /** What is counted: things, an insert of a block as one. */
  count: z.number(),
  /** Things that lack what the mapping measures, and are not in the take-off. */
  without: z.number(),
  mapping: MappingView.nullable(),
  /** Confirmed by a person, in whatever drawing; only suggested by the name; or none. */
  state: z.enum(["confirmed", "suggested", "none"]),
  /** False where the take-off was made with another mapping, or with none. */
  applied: z.boolean(),
});

/** A drawing's layers and blocks, and what they are taken for. */
export const DrawingView = z.object({
  file_id: z.string(),
  format: z.enum(LAYERED),
  /** Release of the file, e.g. `AC1032`. */
  version: z.string(),
  /** Of a PDF, whose amounts are in mm where a scale is known, null where none is; else of the drawing. */
  unit: z.object({ stated: Unit.nullable(), said: Unit.nullable(), used: Unit.nullable() }),
  /** Of a PDF, as the 100 of 1:100; `stated` is null where its pages state none, or several: then each has its own. */
  scale: z.object({ stated: z.number().nullable(), said: z.number().nullable() }).nullable(),
  layers: z.array(
    Named.extend({
      /** Things on a layer that is off or frozen are not counted. */
      shown: z.enum(["on", "off", "frozen"]),
      things: z.number(),
      closed: z.number(),
      doubled: z.number(),
      unmeasured: z.number(),
      hidden: z.number(),
    }),
  ),
  blocks: z.array(Named),
  annotations: z.number(),
  paper_space: z.number(),
  unread: z.number(),
});

export type DrawingRow = typeof fileDrawings.$inferSelect;

/** What a drawing holds, by layer and block. Throws `Conflict` (`no_drawing`, `drawing_not_read`). */
export async function readDrawing(ctx: Ctx, fileId: string): Promise<z.input<typeof DrawingView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { format, row } = await drawingOf(tx, ctx.tenant.id, fileId);
    return present(format, row, await knownMappings(tx, ctx.tenant.id));
  });
}

/** The drawing of a file of the running tenant, as its newest take-off found it. */
export async function drawingOf(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<{ format: Layered; row: DrawingRow }> {
  const { format } = await findFile(tx, fileId);
  if (!isLayered(format)) throw new Conflict("no_drawing", problemText("drawing.noDrawing"));
  const [row] = await tx
    .select()
    .from(fileDrawings)
    .where(and(eq(fileDrawings.tenantId, tenantId), eq(fileDrawings.fileId, fileId)));
  if (!row) throw new Conflict("drawing_not_read", problemText("drawing.notRead"));
  return { format, row };
}

function present(
  format: Layered,
  row: DrawingRow,
  known: readonly KnownMapping[],
): z.input<typeof DrawingView> {
  const used = row.unit ?? row.statedUnit;
  const metres = used === null ? null : metresOf(used);
  const byName = new Map(known.map((one) => [`${one.kind} ${one.normalisedName}`, one.mapping]));
  const named = (kind: MappingKind, of: DrawnLayer | DrawnBlock, drawn: DrawnAs, count: number) => {
    const confirmed = byName.get(`${kind} ${normaliseName(of.name)}`) ?? null;
    const now = currentMapping(kind, of, drawn, confirmed);
    return {
      kind,
      name: of.name,
      length: of.length,
      area: of.area,
      length_m: metres === null ? null : of.length * metres,
      area_m2: metres === null ? null : of.area * metres * metres,
      count,
      without: of.without,
      mapping: now?.mapping ?? null,
      state:
        now === null ? ("none" as const) : now.confirmed ? ("confirmed" as const) : ("suggested" as const),
      applied: isDeepStrictEqual(now, of.applied),
    };
  };
  return {
    file_id: row.fileId,
    format,
    version: row.version,
    unit: { stated: row.statedUnit, said: row.unit, used },
    scale: format === "pdf" ? { stated: row.statedScale, said: row.scale } : null,
    layers: row.layers.map((layer) => ({
      ...named("layer", layer, layer, layer.count),
      shown: layer.state,
      things: layer.things,
      closed: layer.closed,
      doubled: layer.doubled,
      unmeasured: layer.unmeasured,
      hidden: layer.hidden,
    })),
    blocks: row.blocks.map((block) =>
      named(
        "block",
        block,
        { things: block.inserts, closed: block.area > 0 ? block.inserts : 0 },
        block.inserts,
      ),
    ),
    annotations: row.annotations,
    paper_space: row.paperSpace,
    unread: row.unread,
  };
}

/** What stands now: a person's word, else what the take-off was suggested, else what is suggested now. */
function currentMapping(
  kind: MappingKind,
  { name, applied }: { name: string; applied: AppliedMapping | null },
  drawn: DrawnAs,
  confirmed: Mapping | null,
): AppliedMapping | null {
  if (confirmed) return { mapping: confirmed, confirmed: true };
  if (applied && !applied.confirmed) return applied;
  const suggested = applied ? suggestMapping(kind, name, drawn) : null;
  return suggested && { mapping: suggested, confirmed: false };
}
