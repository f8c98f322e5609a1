import { z } from "zod";
import { audit } from "#lib/audit/record.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { XLSX } from "#lib/reports/export-estimate.ts";
import { fileStem } from "#lib/reports/names.ts";
import type { Exported } from "#lib/reports/views.ts";
import { type Cell, heading, type Row, type Sheet } from "#lib/reports/xlsx/cells.ts";
import { workbookStream } from "#lib/reports/xlsx/workbook.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { settingsLocale } from "#lib/tenancy/organisation-locale.ts";
import { findBill } from "../find-bill.ts";
import { ownLocale } from "../send-bill.ts";
import { type BillWords, billWords } from "../words/bill-words.ts";
import { type Comparison, compare, standing } from "./compare-returns.ts";

export const ExportComparison = z.object({
  /** Language of headings. Without one the person's own choice, else the organisation's, else English. */
  locale: z.enum(LOCALES).optional(),
});

/** The comparison as a workbook: one row an item, three columns a bidder. Throws `NotFound`. */
export async function exportComparison(
  ctx: Ctx,
  estimateId: string,
  { locale: asked }: z.output<typeof ExportComparison>,
): Promise<Exported> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const bill = await findBill(tx, ctx.tenant.id, estimateId);
    const locale = asked ?? ownLocale(ctx) ?? (await settingsLocale(tx, ctx.tenant.id));
    const t = billWords(locale);
    const { name, pricedAt, minorDigits } = bill.estimate;
    const sheet = comparisonSheet(t, name, compare(bill, await standing(tx, bill), locale));
    await audit(ctx, tx, "estimate.exported", { type: "estimate", id: estimateId }, { format: "xlsx" });
    return {
      filename: `${fileStem(t("comparison.filename", { name }))}.xlsx`,
      contentType: XLSX,
      body: workbookStream([sheet], {
        title: t("comparison.title", { name }),
        author: ctx.tenant.name,
        at: pricedAt,
        minorDigits,
      }),
    };
  });
}

function comparisonSheet(t: BillWords, name: string, { items, bidders, own, currency }: Comparison): Sheet {
  const rows: Row[] = [
    [{ text: t("comparison.title", { name }), style: "title" }],
    [{ text: t("comparison.rule"), style: "subtitle" }],
    [t("currency"), currency],
    [],
    [
      heading(t("column.item")),
      heading(t("column.section")),
      heading(t("column.description")),
      heading(t("column.quantity")),
      heading(t("column.unit")),
      heading(t("comparison.rateOf", { bidder: t("comparison.own") })),
      heading(t("comparison.amountOf", { bidder: t("comparison.own") })),
      heading(t("comparison.median")),
      ...bidders.flatMap(({ bidder }) => [
        heading(t("comparison.rateOf", { bidder })),
        heading(t("comparison.amountOf", { bidder })),
        heading(t("comparison.noteOf", { bidder })),
      ]),
    ],
    ...items.map(
      (item): Row => [
        item.item_id,
        item.section,
        { text: item.description, style: "wrapped" },
        { number: item.quantity, style: "quantity" },
        t(`unit.${item.unit}`),
        rate(item.own.rate),
        money(item.own.amount),
        rate(item.median),
        ...item.prices.flatMap((price) => [rate(price.rate), money(price.amount), noteOf(t, item, price)]),
      ],
    ),
    [
      null,
      null,
      { text: t("total"), style: "total" },
      null,
      null,
      null,
      { number: own.total, style: "totalMoney" },
      null,
      ...bidders.flatMap(({ total, missing }): Cell[] => [
        null,
        { number: total, style: "totalMoney" },
        missing === 0 ? null : { text: t("comparison.incomplete", { count: missing }), style: "warning" },
      ]),
    ],
  ];
  return {
    name: t("comparison.sheet"),
    columns: [26, 12, 50, 14, 8, 14, 16, 14, ...bidders.flatMap(() => [14, 16, 22])],
    frozenRows: 5,
    rows,
  };
}

const rate = (value: string | null | undefined): Cell =>
  value === null || value === undefined ? null : { number: value, style: "rate" };
const money = (value: string | null): Cell => (value === null ? null : { number: value, style: "money" });

function noteOf(
  t: BillWords,
  { counts }: Comparison["items"][number],
  price: Comparison["items"][number]["prices"][number],
): Cell {
  const notes = [
    ...(price.rate === null ? [t("comparison.missing")] : []),
    ...(price.outlier ? [t("comparison.outlier")] : []),
    ...(price.lowest ? [t("comparison.lowest")] : []),
    ...(price.changed ? [t("comparison.changed")] : []),
    ...(counts ? [] : [t("comparison.notCounted")]),
  ];
  const text = notes.join(", ");
  if (text === "") return null;
  return price.outlier || price.rate === null ? { text, style: "warning" } : text;
}
