import { and, eq, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { drawingMappings, fileDrawings } from "#db/schema/drawings.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { MAPPING_KINDS, Mapping, type MappingKind } from "#lib/processing/drawing/mapping.ts";
import { normaliseName } from "#lib/processing/drawing/normalise-name.ts";
import { DRAWING_UNITS } from "#lib/processing/drawing/units.ts";
import { type DrawingRow, drawingOf } from "#lib/processing/read-drawing.ts";
import { runAgain } from "#lib/processing/start-run.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";

const MOST_AT_ONCE = 2000;

export const MapDrawing = z
  .strictObject({
    /** The unit that the drawing is in; null: the one that the file states. */
    unit: z.enum(DRAWING_UNITS).nullable().optional(),
    /** Of a PDF, which has a scale in place of a unit: the 100 of 1:100; null: the one that its pages state. */
    scale: z.number().min(1).max(100_000).nullable().optional(),
    mappings: z
      .array(
        z.strictObject({
          kind: z.enum(MAPPING_KINDS),
          /** As the drawing spells it. */
          name: z.string().min(1).max(500),
          /** Null forgets what was confirmed. */
          mapping: Mapping.nullable(),
        }),
      )
      .max(MOST_AT_ONCE)
      .default([]),
  })
  .refine(
    ({ unit, scale, mappings }) => unit !== undefined || scale !== undefined || mappings.length > 0,
    issueText("drawing.nothingToSay"),
  );
type Said = z.output<typeof MapDrawing>;

export const Accepted = z.object({
  file_id: z.string(),
  run_id: z.string(),
  status: z.literal("accepted"),
});

/**
 * Says what layers and blocks of a drawing are, and what unit it is in. What they are is remembered for the organisation's
 * every drawing; the file is processed again by it. Throws `Invalid` (`mapping_invalid`) for names that the drawing does not
 * have, and what `runAgain` does.
 */
export async function mapDrawing(ctx: Ctx, fileId: string, said: Said): Promise<z.input<typeof Accepted>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const { format, row } = await drawingOf(tx, ctx.tenant.id, fileId);
    checkSize(said, format);
    checkNames(said.mappings, row);
    // The run comes first, as it takes the file's row: of two who map at once, the second is told of the first one's run.
    const accepted = await runAgain(ctx, tx, fileId);
    const before = await remembered(tx, ctx.tenant.id, said.mappings);
    await remember(ctx, tx, said.mappings);
    if (said.unit !== undefined) await keepUnit(ctx, tx, fileId, said.unit);
    if (said.scale !== undefined) await keepScale(ctx, tx, fileId, said.scale);
    await audit(
      ctx,
      tx,
      "drawing.mapped",
      { type: "file", id: fileId },
      { run_id: accepted.run_id },
      {
        before: {
          ...before,
          ...(said.unit !== undefined && { unit: row.unit }),
          ...(said.scale !== undefined && { scale: row.scale }),
        },
        after: {
          ...worded(said.mappings),
          ...(said.unit !== undefined && { unit: said.unit }),
          ...(said.scale !== undefined && { scale: said.scale }),
        },
      },
    );
    return accepted;
  });
}

/** A PDF is drawn at a scale, every other drawing in a unit. */
function checkSize({ unit, scale }: Said, format: string): void {
  if (format === "pdf" && unit !== undefined)
    throw new Invalid("mapping_invalid", problemText("drawing.hasScale"), [
      { path: "unit", message: problemText("drawing.hasScale") },
    ]);
  if (format !== "pdf" && scale !== undefined)
    throw new Invalid("mapping_invalid", problemText("drawing.hasUnit"), [
      { path: "scale", message: problemText("drawing.hasUnit") },
    ]);
}

function checkNames(mappings: Said["mappings"], { layers, blocks }: DrawingRow): void {
  const present = new Set([
    ...layers.map(({ name }) => keyOf("layer", name)),
    ...blocks.map(({ name }) => keyOf("block", name)),
  ]);
  const seen = new Set<string>();
  const issues = mappings.flatMap(({ kind, name }, at) => {
    const key = keyOf(kind, name);
    const isTwice = seen.has(key);
    seen.add(key);
    if (present.has(key) && !isTwice) return [];
    const message = isTwice
      ? problemText("drawing.nameTwice", { kind, name })
      : problemText("drawing.noSuchName", { kind, name });
    return [{ path: `mappings.${at}.name`, message }];
  });
  if (issues.length > 0) throw new Invalid("mapping_invalid", issues[0]?.message ?? "", issues);
}

const keyOf = (kind: MappingKind, name: string) => `${kind} ${normaliseName(name)}`;

/** The mappings as the audit log shows them, by kind and name. */
const worded = (mappings: Said["mappings"]): Record<string, Mapping | null> =>
  Object.fromEntries(mappings.map(({ kind, name, mapping }) => [keyOf(kind, name), mapping]));

async function remembered(
  tx: Transaction,
  tenantId: string,
  mappings: Said["mappings"],
): Promise<Record<string, Mapping | null>> {
  if (mappings.length === 0) return {};
  const rows = await tx
    .select()
    .from(drawingMappings)
    .where(and(eq(drawingMappings.tenantId, tenantId), anyOf(mappings)));
  const known = new Map(rows.map((row) => [`${row.kind} ${row.normalisedName}`, row.mapping]));
  return Object.fromEntries(
    mappings.map(({ kind, name }) => [keyOf(kind, name), known.get(keyOf(kind, name)) ?? null]),
  );
}

function anyOf(mappings: Said["mappings"]) {
  return or(
    ...MAPPING_KINDS.map((kind) =>
      and(
        eq(drawingMappings.kind, kind),
        inArray(
          drawingMappings.normalisedName,
          mappings.flatMap((one) => (one.kind === kind ? [normaliseName(one.name)] : [])),
        ),
      ),
    ),
  );
}

async function remember(ctx: Ctx, tx: Transaction, mappings: Said["mappings"]): Promise<void> {
  const tenantId = ctx.tenant.id;
  const forgotten = mappings.filter(({ mapping }) => mapping === null);
  if (forgotten.length > 0)
    await tx.delete(drawingMappings).where(and(eq(drawingMappings.tenantId, tenantId), anyOf(forgotten)));
  const confirmed = mappings.flatMap(({ kind, name, mapping }) =>
    mapping === null
      ? []
      : [{ tenantId, kind, name, normalisedName: normaliseName(name), mapping, confirmedBy: actor(ctx) }],
  );
  if (confirmed.length === 0) return;
  await tx
    .insert(drawingMappings)
    .values(confirmed)
    .onConflictDoUpdate({
      target: [drawingMappings.tenantId, drawingMappings.kind, drawingMappings.normalisedName],
      set: {
        name: sql`excluded.name`,
        mapping: sql`excluded.mapping`,
        confirmedBy: sql`excluded.confirmed_by`,
        updatedAt: new Date(),
      },
    });
}

async function keepUnit(
  ctx: Ctx,
  tx: Transaction,
  fileId: string,
  unit: NonNullable<Said["unit"]> | null,
): Promise<void> {
  await tx
    .update(fileDrawings)
    .set({ unit, unitSetBy: unit === null ? null : actor(ctx) })
    .where(and(eq(fileDrawings.tenantId, ctx.tenant.id), eq(fileDrawings.fileId, fileId)));
}

async function keepScale(ctx: Ctx, tx: Transaction, fileId: string, scale: number | null): Promise<void> {
  await tx
    .update(fileDrawings)
    .set({ scale, scaleSetBy: scale === null ? null : actor(ctx) })
    .where(and(eq(fileDrawings.tenantId, ctx.tenant.id), eq(fileDrawings.fileId, fileId)));
}
