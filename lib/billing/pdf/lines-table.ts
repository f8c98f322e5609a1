import { priceOf } from "#lib/billing/money.ts";
import { COLORS, CONTENT, PAGE, type Pdf, rule } from "#lib/billing/pdf/document.ts";
import type { FontOf } from "#lib/billing/pdf/fallback-fonts.ts";
import { formatDecimal, formatQuantity } from "#lib/billing/pdf/format.ts";
import type { Invoice } from "#lib/billing/pdf/invoice-pdf.ts";
import { heightOfText, writeText } from "#lib/billing/pdf/mixed-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";

type Line = Invoice["line_items"][number];

const COLUMNS = [
  { name: "description", width: 0.46, align: "left" },
  { name: "quantity", width: 0.22, align: "right" },
  { name: "unitPrice", width: 0.16, align: "right" },
  { name: "amount", width: 0.16, align: "right" },
] as const;
const GAP = 10;
const PAD = 5;

/** The lines as a table from the document's place on; a row is never split, and each page has the headings again. */
export function drawLines(
  document: Pdf,
  lines: readonly Line[],
  { color, fontOf, locale }: { color: string; fontOf: FontOf; locale: Locale },
): void {
  drawHeadings(document, color, locale);
  for (const line of lines) {
    const cells = cellsOf(line, locale);
    const height = Math.max(...cells.map((text, i) => heightOfText(document, text, widthOf(i), { fontOf })));
    if (document.y + height + 2 * PAD > CONTENT.bottom) {
      document.addPage();
      document.y = PAGE.margin;
      drawHeadings(document, color, locale);
    }
    const top = document.y;
    const [description = "", ...figures] = cells;
    writeText(document, description, { x: CONTENT.left, y: top + PAD, width: widthOf(0) }, { fontOf });
    drawRow(document, ["", ...figures], top + PAD);
    document.y = top + height + 2 * PAD;
    rule(document, document.y);
  }
}

function drawHeadings(document: Pdf, color: string, locale: Locale): void {
  const t = wordsOf("invoice", locale);
  const top = document.y;
  document.font("bold").fontSize(8).fillColor(COLORS.muted);
  drawRow(
    document,
    COLUMNS.map(({ name }) => t(`document.${name}`)),
    top,
  );
  document.font("regular").fontSize(9).fillColor(COLORS.ink);
  document.y = top + 15;
  rule(document, document.y, color);
}

function drawRow(document: Pdf, cells: readonly string[], y: number): void {
  let x = CONTENT.left;
  for (const [index, text] of cells.entries()) {
    document.text(text, x, y, { width: widthOf(index), align: COLUMNS[index]?.align ?? "left" });
    x += widthOf(index) + GAP;
  }
}

function cellsOf(line: Line, locale: Locale): string[] {
  const counted = line.kind === "base" || line.kind === "usage";
  return [
    line.description,
    counted ? quantityText(line, locale) : "",
    counted ? formatDecimal(priceOf(line.unit_price, line.amount.currency).amount, locale) : "",
    formatDecimal(line.amount.amount, locale),
  ];
}

/** "1,234 files", "7.5 × 1,000 calls". */
function quantityText({ quantity, unit }: Line, locale: Locale): string {
  const t = wordsOf("invoice", locale);
  const figure = formatQuantity(quantity, locale);
  const counted = { figure, count: Number(quantity) };
  switch (unit) {
    case "month":
      return t("units.month", counted);
    case "file":
      return t("units.file", counted);
    case "GiB":
      return t("units.gib", { figure });
    case "1 000 calls":
      return t("units.thousandCalls", { figure, thousand: formatDecimal("1000", locale) });
    default:
      return t("units.part", counted);
  }
}

function widthOf(index: number): number {
  const share = COLUMNS[index]?.width ?? 0;
  return (CONTENT.width - GAP * (COLUMNS.length - 1)) * share;
}
