import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { elements } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { CsvHeadings } from "#lib/http/csv-headings.ts";
import { csvCell, textStream } from "#lib/http/text-stream.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { groupKey } from "./elements/expressions.ts";
import { type AnalysedFile, analysedFile, matching } from "./elements/filter.ts";
import { orderBy } from "./elements/order.ts";
import { presentElement } from "./list-elements.ts";
import { OrderElements, ordinalsOf } from "./order-elements.ts";

/** As a view shows them: filtered, in groups one after another, sorted within. */
export const ExportElements = OrderElements.extend(CsvHeadings.shape);

/** Rows of one query; each is a transaction of its own, so that a slow reader holds nothing. */
const PAGE = 2000;

/**
 * A file's elements as CSV, streamed: SI quantities, each with its source. Throws as `listElements` does; the stream breaks
 * off with `Conflict` (`analysis_replaced`) when the file is processed again meanwhile.
 */
export async function exportElements(
  ctx: Ctx,
  fileId: string,
  { by, locale, ...input }: z.output<typeof ExportElements>,
): Promise<{ filename: string; body: ReadableStream<Uint8Array> }> {
  requireRole(ctx, "viewer");
  const key = { tenantId: ctx.tenant.id, fileId };
  const found = await ctx.transaction(async (tx) => {
    const analysis = await analysedFile(tx, key.tenantId, fileId);
    const inGroups = by ? [sql`${groupKey(by, analysis.storeys)} asc nulls last`] : [];
    const order = [...inGroups, ...orderBy(input)];
    return { ...analysis, ordinals: await ordinalsOf(tx, matching(key, input, analysis.storeys), order) };
  });
  return {
    filename: `${found.filename.replace(/\.[^.]*$/, "")}-elements.csv`,
    body: textStream(chunks(ctx, fileId, found, { locale })),
  };
}

async function* chunks(
  ctx: Ctx,
  fileId: string,
  { ordinals, runId }: AnalysedFile & { ordinals: number[] },
  { locale }: CsvHeadings,
): AsyncGenerator<string, undefined> {
  const t = wordsOf("csv", locale);
  const names = locale ? COLUMNS.map((column) => t(`elements.${column}`)) : COLUMNS;
  yield `${names.map(csvCell).join(",")}\r\n`;
  for (let from = 0; from < ordinals.length; from += PAGE) {
    const wanted = ordinals.slice(from, from + PAGE);
    const { analysis, rows } = await ctx.transaction(async (tx) => ({
      analysis: await analysedFile(tx, ctx.tenant.id, fileId),
      rows: await tx
        .select()
        .from(elements)
        .where(
          and(
            eq(elements.tenantId, ctx.tenant.id),
            eq(elements.fileId, fileId),
            inArray(elements.ordinal, wanted),
          ),
        ),
    }));
    if (analysis.runId !== runId)
      throw new Conflict("analysis_replaced", problemText("processing.fileProcessedAgain"));
    const byOrdinal = new Map(rows.map((row) => [row.ordinal, row]));
    yield wanted
      .flatMap((ordinal) => {
        const row = byOrdinal.get(ordinal);
        return row ? [lineOf(row, analysis.storeys)] : [];
      })
      .join("");
  }
  return undefined;
}

const QUANTITIES = ["length_m", "area_m2", "volume_m3", "weight_kg"] as const;

const COLUMNS = [
  "ordinal",
  "global_id",
  "ifc_class",
  "name",
  "type_name",
  "storey",
  ...QUANTITIES.flatMap((name) => [name, `${name}_source`] as const),
  "main_material",
  "materials",
] as const;

function lineOf(row: typeof elements.$inferSelect, storeys: AnalysedFile["storeys"]): string {
  const element = presentElement(row, storeys);
  const cells = [
    String(element.ordinal),
    csvCell(element.global_id),
    csvCell(element.ifc_class),
    csvCell(element.name ?? ""),
    csvCell(element.type_name ?? ""),
    csvCell(element.storey ?? ""),
    // Figures are no formulas, a minus or not.
    ...QUANTITIES.flatMap((name) => [
      element.quantities[name]?.toString() ?? "",
      element.sources[name] ?? "",
    ]),
    csvCell(element.main_material ?? ""),
    csvCell(element.materials.map(({ name, share }) => `${name} (${share})`).join("; ")),
  ];
  return `${cells.join(",")}\r\n`;
}
