import { COLORS, type Paper } from "./paper.ts";

export interface Bar {
  name: string;
  /** To draw by. */
  value: number;
  /** As it is written. */
  text: string;
  color: string;
}

/** Cost from low to high as one bar, with the likely amount marked in it. */
export function drawRange(
  paper: Paper,
  range: Record<"low" | "likely" | "high", { value: number; text: string; name: string }>,
  alt: string,
): void {
  paper.need(62);
  const top = paper.y + 16;
  const most = range.high.value || 1;
  const at = (value: number) => paper.left + (paper.inner * value) / most;
  paper.tagged(
    "Figure",
    () => {
      const { pdf } = paper;
      pdf.roundedRect(paper.left, top, paper.inner, 14, 3).fill("#eef1f5");
      const from = at(range.low.value);
      pdf
        .rect(from, top, at(range.high.value) - from, 14)
        .fillOpacity(0.3)
        .fill(paper.color)
        .fillOpacity(1);
      pdf.rect(at(range.likely.value) - 1.5, top - 4, 3, 22).fill(paper.color);
      label(paper, range.low, at(range.low.value), top + 20);
      label(paper, range.high, at(range.high.value), top + 20);
      label(paper, range.likely, at(range.likely.value), top - 17, "bold");
    },
    alt,
  );
  paper.y = top + 46;
}

function label(
  paper: Paper,
  { text, name }: { text: string; name: string },
  x: number,
  y: number,
  weight: "regular" | "bold" = "regular",
): void {
  const written = `${name} ${text}`;
  const look = { size: 8, weight, color: weight === "bold" ? COLORS.ink : COLORS.muted } as const;
  const width = paper.widthOf(written, look) + 2;
  const start = Math.min(Math.max(paper.left, x - width / 2), paper.left + paper.inner - width);
  paper.write(written, { x: start, y, width: width + 4 }, look);
}

const ROW = 19;

/** Bars below each other, each with its name before it and its amount behind it. */
export function drawBars(paper: Paper, bars: readonly Bar[], alt: string): void {
  paper.need(bars.length * ROW + 8);
  const top = paper.y;
  const most = Math.max(...bars.map(({ value }) => value), 1e-9);
  const { names, span } = layout(paper, bars);
  paper.tagged(
    "Figure",
    () => {
      for (const [index, { name, value, text, color }] of bars.entries()) {
        const y = top + index * ROW;
        nameOf(paper, name, y, names);
        const width = Math.max(value > 0 ? 1 : 0, (span * value) / most);
        paper.pdf.rect(paper.left + names + 8, y + 2, width, 11).fill(color);
        amount(paper, text, paper.left + names + 8 + width + 5, y);
      }
    },
    alt,
  );
  paper.y = top + bars.length * ROW + 6;
}

/** Parts of a sum, each from where the one before ended; a part may take off. The last bar is the whole. */
export function drawWaterfall(paper: Paper, parts: readonly Bar[], total: Bar, alt: string): void {
  const rows = [...parts, total];
  paper.need(rows.length * ROW + 8);
  const top = paper.y;
  let reached = 0;
  const ends = parts.map(({ value }) => {
    reached += value;
    return reached;
  });
  const most = Math.max(total.value, ...ends, 1e-9);
  const { names, span } = layout(paper, rows);
  const x = (value: number) => paper.left + names + 8 + (span * value) / most;
  paper.tagged(
    "Figure",
    () => {
      for (const [index, { name, value, text, color }] of rows.entries()) {
        const y = top + index * ROW;
        const start = index === parts.length ? 0 : (ends[index] ?? 0) - value;
        const [from, to] = value < 0 ? [start + value, start] : [start, start + value];
        nameOf(paper, name, y, names, index === parts.length ? "bold" : "regular");
        paper.pdf.rect(x(from), y + 2, Math.max(value === 0 ? 0 : 1, x(to) - x(from)), 11).fill(color);
        if (index < parts.length)
          paper.pdf
            .moveTo(x(start + value), y + 13)
            .lineTo(x(start + value), y + ROW + 2)
            .lineWidth(0.5)
            .strokeColor(COLORS.muted)
            .stroke();
        amount(paper, text, x(to) + 5, y, index === parts.length ? "bold" : "regular");
      }
    },
    alt,
  );
  paper.y = top + rows.length * ROW + 6;
}

/** Ranges around one value, the widest first: what moves a total, and by how much. */
export function drawTornado(
  paper: Paper,
  bars: readonly { name: string; low: number; high: number; text: string }[],
  middle: number,
  alt: string,
): void {
  paper.need(bars.length * ROW + 8);
  const top = paper.y;
  const least = Math.min(middle, ...bars.map(({ low }) => low));
  const most = Math.max(middle, ...bars.map(({ high }) => high));
  const { names, span } = layout(paper, bars);
  const x = (value: number) => paper.left + names + 8 + (span * (value - least)) / (most - least || 1);
  paper.tagged(
    "Figure",
    () => {
      for (const [index, { name, low, high, text }] of bars.entries()) {
        const y = top + index * ROW;
        nameOf(paper, name, y, names);
        paper.pdf.rect(x(low), y + 2, Math.max(1, x(high) - x(low)), 11).fill(paper.color);
        amount(paper, text, paper.left + names + 8 + span + 5, y);
      }
      paper.pdf
        .moveTo(x(middle), top)
        .lineTo(x(middle), top + bars.length * ROW - 4)
        .lineWidth(1)
        .strokeColor(COLORS.ink)
        .stroke();
    },
    alt,
  );
  paper.y = top + bars.length * ROW + 6;
}

/** Room for the longest name and the longest amount; the rest is the bars'. */
function layout(paper: Paper, bars: readonly Pick<Bar, "name" | "text">[]): { names: number; span: number } {
  const widest = (texts: readonly string[]) =>
    Math.max(...texts.map((text) => paper.widthOf(text, { size: 8, weight: "bold" })));
  const names = Math.min(190, widest(bars.map(({ name }) => name)) + 4);
  const amounts = widest(bars.map(({ text }) => text)) + 10;
  return { names, span: paper.inner - names - 8 - amounts };
}

function nameOf(
  paper: Paper,
  name: string,
  y: number,
  width: number,
  weight: "regular" | "bold" = "regular",
) {
  const look = { size: 8, weight } as const;
  paper.write(paper.fitted(name, width, look), { x: paper.left, y: y + 1.5, width: width + 6 }, look);
}

function amount(paper: Paper, text: string, x: number, y: number, weight: "regular" | "bold" = "regular") {
  const look = { size: 8, weight } as const;
  paper.write(text, { x, y: y + 1.5, width: paper.widthOf(text, look) + 6 }, look);
}
