import { line, type MadePage, makePdf, text, textTo } from "./make-pdf.ts";

/** Columns of the sample: number, description, quantity (set to the right), unit, rate (set to the right). */
const AT = { item: 40, text: 90, quantity: 400, unit: 410, rate: 520 };

/** A row as it stands on the page; the description may take several lines. */
export type SampleRow = readonly [
  item: string,
  text: string | readonly string[],
  quantity: string,
  unit: string,
  rate?: string,
];

const LEADING = 11;
const GAP = 6;

/** A bill on as many pages as are given, each with its headings again; `ruled` draws a grid around every cell. */
export function samplePdfBill(
  pages: readonly (readonly SampleRow[])[],
  { ruled = false, title = "Bill of quantities", packed = true } = {},
): Buffer {
  return makePdf({
    packed,
    pages: pages.map((rows, i) => billPage(rows, ruled, title, i + 1, pages.length)),
  });
}

function billPage(
  rows: readonly SampleRow[],
  ruled: boolean,
  title: string,
  number: number,
  of: number,
): MadePage {
  let content = "0.5 w\n";
  if (number === 1) content += text(40, 790, title, { size: 14, font: "F2" });
  content += text(260, 30, `Page ${number} of ${of}`, { size: 8 });
  let y = 750;
  const edges = [y + LEADING];
  const bold = { font: "F2" };
  content += text(AT.item, y, "Item", bold) + text(AT.text, y, "Description", bold);
  content +=
    text(AT.quantity - 38, y, "Quantity", bold) +
    text(AT.unit, y, "Unit", bold) +
    text(AT.rate - 20, y, "Rate", bold);
  y -= LEADING + GAP;
  edges.push(y + LEADING);
  for (const [item, words, quantity, unit, rate = ""] of rows) {
    const lines = typeof words === "string" ? [words] : words;
    if (item) content += text(AT.item, y, item);
    if (quantity) content += textTo(AT.quantity, y, quantity);
    if (unit) content += text(AT.unit, y, unit);
    if (rate) content += textTo(AT.rate, y, rate);
    for (const one of lines) {
      content += text(AT.text, y, one);
      y -= LEADING;
    }
    y -= GAP;
    edges.push(y + LEADING);
  }
  if (ruled) {
    for (const edge of edges) content += line(35, edge, 530, edge);
    for (const x of [35, 85, 355, 405, 470, 530]) content += line(x, edges[0] ?? 0, x, edges.at(-1) ?? 0);
  }
  return { content };
}
