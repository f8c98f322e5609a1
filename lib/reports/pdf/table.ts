import { setImmediate } from "node:timers/promises";
import { COLORS, type Paper } from "./paper.ts";

export interface Column {
  heading: string;
  /** Of the table's width; all together 1. */
  share: number;
  align?: "left" | "right";
}

export interface TableRow {
  /** Texts by column; at the right they stand on one line. */
  cells: readonly string[];
  /** A smaller line below the first cell. */
  note?: string;
  isTotal?: boolean;
  /** Colour of the mark before the first cell, the same as in the charts. */
  mark?: string;
}

const GAP = 8;
const PAD = 3.5;
const SIZE = 8;
const MARK = 10;

/** Rows drawn in one turn of the event loop: setting text is slow, and others wait. */
const ROWS_PER_TURN = 15;

/** A table in the flow of a paper: headings again on each page, no row split, each cell tagged. */
export async function drawTable(
  paper: Paper,
  columns: readonly Column[],
  rows: Iterable<TableRow>,
): Promise<void> {
  const table = paper.table();
  let isFirst = true;
  const headings = () => {
    if (columns.every(({ heading }) => heading === "")) return;
    drawHeadings(paper, columns, isFirst ? table : null);
    isFirst = false;
  };
  paper.need(50);
  headings();
  let drawn = 0;
  for (const row of rows) {
    if (drawn++ % ROWS_PER_TURN === 0) await setImmediate();
    const height = heightOf(paper, columns, row);
    if (paper.y + height > paper.bottom) {
      paper.turn();
      headings();
    }
    drawRow(paper, columns, row, { table, height });
  }
  table.end();
  paper.y += 6;
}

function drawHeadings(
  paper: Paper,
  columns: readonly Column[],
  /** Null: repeated on a further page, where it is no more than an ornament. */
  table: PDFKit.PDFStructureElement | null,
): void {
  const top = paper.y;
  const look = { size: 7.5, weight: "bold", color: COLORS.muted } as const;
  const places = placesOf(paper, columns);
  const height = Math.max(
    ...columns.map((column, index) => paper.heightOf(column.heading, places[index]?.width ?? 0, look)),
  );
  const draw = (column: Column, index: number) => {
    const place = places[index] ?? { x: 0, width: 0 };
    if (column.align === "right") {
      paper.pdf.font("bold").fontSize(look.size).fillColor(look.color);
      paper.pdf.text(column.heading, place.x, top, { width: place.width, align: "right" });
    } else paper.write(column.heading, { ...place, y: top }, look);
  };
  if (table) {
    const row = paper.pdf.struct("TR");
    table.add(row);
    for (const [index, column] of columns.entries())
      row.add(paper.pdf.struct("TH", {}, () => draw(column, index)));
    row.end();
  } else
    paper.ornament(() => {
      for (const [index, column] of columns.entries()) draw(column, index);
    });
  paper.y = top + height + 3;
  paper.ornament(() => line(paper, paper.y, paper.color));
}

function drawRow(
  paper: Paper,
  columns: readonly Column[],
  row: TableRow,
  { table, height }: { table: PDFKit.PDFStructureElement; height: number },
): void {
  const top = paper.y + PAD;
  const weight = row.isTotal ? "bold" : "regular";
  const places = placesOf(paper, columns);
  if (row.isTotal) paper.ornament(() => line(paper, paper.y, COLORS.ink));
  const { mark } = row;
  if (mark) paper.ornament(() => paper.pdf.rect(paper.left, top + 2, 6, 6).fill(mark));
  const tags = paper.pdf.struct("TR");
  table.add(tags);
  for (const [index, column] of columns.entries()) {
    const place = places[index] ?? { x: 0, width: 0 };
    const text = row.cells[index] ?? "";
    const cell = paper.pdf.struct("TD", {}, () => {
      if (column.align === "right") paper.right(text, { ...place, y: top }, { size: SIZE, weight });
      else {
        const inset = index === 0 && row.mark ? MARK : 0;
        const box = { x: place.x + inset, y: top, width: place.width - inset };
        paper.write(text, box, { size: SIZE, weight });
        if (index === 0 && row.note)
          paper.write(row.note, { ...box, y: paper.y }, { size: 7, color: COLORS.muted });
      }
    });
    tags.add(cell);
  }
  tags.end();
  paper.y = top + height - PAD;
  if (!row.isTotal) paper.ornament(() => line(paper, paper.y, COLORS.line));
}

function heightOf(paper: Paper, columns: readonly Column[], row: TableRow): number {
  const places = placesOf(paper, columns);
  const heights = columns.map(({ align }, index) => {
    const inset = index === 0 && row.mark ? MARK : 0;
    const width = (places[index]?.width ?? 0) - inset;
    const text = align === "right" ? "0" : (row.cells[index] ?? "");
    const note = index === 0 && row.note ? paper.heightOf(row.note, width, { size: 7 }) : 0;
    return paper.heightOf(text, width, { size: SIZE, weight: row.isTotal ? "bold" : "regular" }) + note;
  });
  return Math.max(...heights) + 2 * PAD;
}

function placesOf(paper: Paper, columns: readonly Column[]): { x: number; width: number }[] {
  const free = paper.inner - GAP * (columns.length - 1);
  let x = paper.left;
  return columns.map(({ share }) => {
    const place = { x, width: free * share };
    x += place.width + GAP;
    return place;
  });
}

function line(paper: Paper, y: number, color: string): void {
  paper.pdf
    .moveTo(paper.left, y)
    .lineTo(paper.left + paper.inner, y)
    .lineWidth(0.5)
    .strokeColor(color)
    .stroke();
}
