import { and, gt } from "drizzle-orm";
import type { z } from "zod";
import { modelChanges } from "#db/schema/versions.ts";
import { Conflict } from "#lib/errors.ts";
import { CsvHeadings } from "#lib/http/csv-headings.ts";
import { csvCell, textStream } from "#lib/http/text-stream.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import {
  ChangeFilter,
  type ChangeView,
  changeRows,
  compared,
  matchingChanges,
  presentChange,
} from "./list-changes.ts";

export const ExportChanges = ChangeFilter.extend(CsvHeadings.shape);

/** Rows of one query; each is a transaction of its own, so that a slow reader holds nothing. */
const PAGE = 2000;

/**
 * Every row of a comparison that matches as CSV, streamed: both sides' quantities, SI, and amounts. Throws as `compared`
 * does; the stream breaks off with `Conflict` (`compared_anew`) when one of the versions changes meanwhile.
 */
export async function exportChanges(
  ctx: Ctx,
  fileId: string,
  { locale, ...filter }: z.output<typeof ExportChanges>,
): Promise<{ filename: string; body: ReadableStream<Uint8Array> }> {
  requireRole(ctx, "viewer");
  const { pair } = await ctx.transaction((tx) => compared(tx, ctx.tenant.id, fileId));
  return {
    filename: `${pair.newer.file.filename.replace(/\.[^.]*$/, "")}-changes.csv`,
    body: textStream(chunks(ctx, fileId, pair.madeOf, filter, locale)),
  };
}

async function* chunks(
  ctx: Ctx,
  fileId: string,
  madeOf: string,
  filter: ChangeFilter,
  locale: CsvHeadings["locale"],
): AsyncGenerator<string, undefined> {
  const t = wordsOf("csv", locale);
  const names = locale ? COLUMNS.map((column) => t(`changes.${column}`)) : COLUMNS;
  yield `${names.map(csvCell).join(",")}\r\n`;
  for (let last = -1; ; ) {
    const rows = await ctx.transaction(async (tx) => {
      const { pair, digits } = await compared(tx, ctx.tenant.id, fileId);
      if (pair.madeOf !== madeOf) throw new Conflict("compared_anew", problemText("revisions.comparedAnew"));
      const found = await changeRows(
        tx,
        pair,
        and(matchingChanges(pair, filter), gt(modelChanges.position, last)),
        PAGE,
      );
      return found.map((row) => presentChange(row, pair, digits));
    });
    yield rows.map(lineOf).join("");
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return undefined;
    last = end.position;
  }
}

const QUANTITIES = ["length_m", "area_m2", "volume_m3", "weight_kg"] as const;

const COLUMNS = [
  "kind",
  "changed",
  "matched_by",
  "global_id",
  "base_global_id",
  "ifc_class",
  "base_ifc_class",
  "name",
  "storey",
  "base_storey",
  "main_material",
  "base_main_material",
  "moved_m",
  "length_m",
  "base_length_m",
  "area_m2",
  "base_area_m2",
  "volume_m3",
  "base_volume_m3",
  "weight_kg",
  "base_weight_kg",
  "cost",
  "base_cost",
  "base_cost_at_terms",
  "carbon_kg",
  "base_carbon_kg",
  "base_carbon_at_terms_kg",
] as const;

/** Figures are no formulas, a minus or not. */
function lineOf({ newer, base, ...row }: ChangeView): string {
  const text = (value: string | null | undefined) => csvCell(value ?? "");
  const figure = (value: number | string | null | undefined) => value?.toString() ?? "";
  const cells = [
    row.kind,
    row.changed.join(" "),
    row.matched_by ?? "",
    text(newer?.global_id),
    text(base?.global_id),
    text(newer?.ifc_class),
    text(base?.ifc_class),
    text((newer ?? base)?.name),
    text(newer?.storey),
    text(base?.storey),
    text(newer?.main_material),
    text(base?.main_material),
    figure(row.moved_m),
    ...QUANTITIES.flatMap((name) => [figure(newer?.[name]), figure(base?.[name])]),
    figure(row.cost),
    figure(row.base_cost),
    figure(row.base_cost_at_terms),
    figure(row.carbon_kg),
    figure(row.base_carbon_kg),
    figure(row.base_carbon_at_terms_kg),
  ];
  return `${cells.join(",")}\r\n`;
}
