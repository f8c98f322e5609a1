import type { Grid } from "#lib/processing/bill/types.ts";
import { type Boundaries, columnAt, columnsOf } from "./columns-of.ts";
import { isNumeric, linesOf, type TextLine } from "./lines-of.ts";
import { type PlacedLine, rowsOf } from "./rows-of.ts";
import type { Box, PdfPage, Rule } from "./types.ts";

/** A table as it was found, with the pages that it stands on. */
export interface FoundTable {
  grid: Grid;
  /** Its headings are told from its rows. */
  hasHeadings: boolean;
  /** Where it stands on which page: what is drawn there is its own. */
  places: { page: number; box: Box }[];
}

interface Region {
  page: PdfPage;
  /** What its headings say; null: it has none. */
  headings: string | null;
  /** Lines above the headings: titles. */
  before: TextLine[];
  lines: TextLine[];
}

/**
 * The tables of a document. A table begins at a line of headings; on a page that repeats the headings of the one before, or
 * has none, it goes on. Columns are those of all its pages together.
 */
export function readTables(pages: readonly PdfPage[]): FoundTable[] {
  const furniture = furnitureOf(pages);
  const tables: Region[][] = [];
  for (const page of pages) {
    const lines = linesOf(page.number, page.words, page.rules).filter(
      (line) => !furniture.has(furnitureKey(page, line)),
    );
    for (const region of regionsOf(page, lines)) {
      const open = tables.at(-1);
      const before = open?.[0];
      const goesOn =
        before !== undefined &&
        open?.at(-1)?.page !== page &&
        isAlike(before.page, page) &&
        (region.headings === null ? before.headings !== null : region.headings === before.headings);
      if (goesOn) open?.push(region);
      else tables.push([region]);
    }
  }
  const seen = new Map<string, number>();
  return tables.flatMap((regions) => {
    const rows = tableOf(regions);
    if (rows.length === 0) return [];
    const numbers = regions.map(({ page }) => page.number);
    const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
    const pagesName = from === to ? `p. ${from}` : `p. ${from}–${to}`;
    const times = (seen.get(pagesName) ?? 0) + 1;
    seen.set(pagesName, times);
    const name = times === 1 ? pagesName : `${pagesName} (${times})`;
    return [
      { grid: { name, rows }, hasHeadings: regions[0]?.headings !== null, places: regions.map(placeOf) },
    ];
  });
}

/** What its lines take up, with the rules around them. */
function placeOf({ page, lines }: Region): FoundTable["places"][number] {
  const runs = lines.flatMap((line) => line.runs);
  const [first, last] = [lines[0], lines.at(-1)];
  const height = first?.height ?? 0;
  const left = Math.min(...runs.map(({ from }) => from));
  const right = Math.max(...runs.map(({ to }) => to));
  const top = (first?.y ?? 0) - height;
  const bottom = last?.y ?? 0;
  const around = height * AROUND;
  return { page: page.number, box: [left - around, top - around, right + around, bottom + around] };
}

/** Between a table's text and its frame, in heights of its letters; titles of columns may be far from their ends. */
const AROUND = 4;

const isAlike = (a: PdfPage, b: PdfPage) =>
  Math.abs(a.width - b.width) < 2 && Math.abs(a.height - b.height) < 2;

function tableOf(regions: readonly Region[]): string[][] {
  const lines = regions.flatMap((region) => region.lines);
  const rules = regions.flatMap(({ page, lines: own }) => rulesWithin(page.rules, own));
  const boundaries = columnsOf(lines, rules);
  if (boundaries.length === 0) return [];
  const columns = boundaries.length + 1;
  return regions.flatMap((region, i) => {
    const placed = region.lines.map((line) => place(line, boundaries));
    const rows = rowsOf(placed, rulesWithin(region.page.rules, region.lines), region.headings !== null);
    // Titles and repeated headings of a page on which a table only goes on are said already.
    const isFirst = i === 0;
    const own = !isFirst && region.headings !== null ? rows.slice(1) : rows;
    const titles = isFirst ? region.before.map((line) => line.runs.map(({ text }) => text).join(" ")) : [];
    return [...titles.map((title) => [title]), ...own].map((row) =>
      Array.from({ length: columns }, (_, column) => row[column]?.trim() ?? ""),
    );
  });
}

function place(line: TextLine, boundaries: Boundaries): PlacedLine {
  const cells: string[] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const { text, from, to } of line.runs) {
    const column = columnAt(boundaries, from, to);
    cells[column] = cells[column] ? `${cells[column]} ${text}` : text;
    left = Math.min(left, from);
  }
  const [first] = line.runs;
  const columns = boundaries.length + 1;
  return {
    y: line.y,
    height: line.height,
    left,
    font: first?.font ?? "",
    cells: Array.from({ length: columns }, (_, column) => cells[column] ?? ""),
  };
}

function rulesWithin(rules: readonly Rule[], lines: readonly TextLine[]): Rule[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const [top, bottom] = [first.y - first.height * 3, last.y + last.height * 2];
  return rules.filter(({ axis, at, from, to }) =>
    axis === "level" ? at >= top && at <= bottom : from <= bottom && to >= top,
  );
}

/** A page cut where a line of headings stands: three words or more, none a number, and numbers below. */
function regionsOf(page: PdfPage, lines: readonly TextLine[]): Region[] {
  const starts = lines.flatMap((line, i) => (isHeading(lines, i, line) ? [i] : []));
  if (starts.length === 0)
    return lines.length > 0 ? [{ page, headings: null, before: [], lines: [...lines] }] : [];
  return starts.map((start, i) => ({
    page,
    headings: lines[start]?.runs.map(({ text }) => text.toLowerCase()).join("|") ?? "",
    before: i === 0 ? lines.slice(0, start) : [],
    lines: lines.slice(start, starts[i + 1] ?? lines.length),
  }));
}

/** Lines below headings in which a number has to stand. */
const SOON = 8;

function isHeading(lines: readonly TextLine[], i: number, line: TextLine): boolean {
  const isWords = ({ runs }: TextLine) =>
    runs.length >= 3 && runs.every(({ text }) => !/^\d/.test(text) && text.length < 60);
  if (!isWords(line)) return false;
  const before = lines[i - 1];
  // The second line of headings begins nothing.
  if (before && isWords(before) && line.y - before.y < line.height * 2) return false;
  return lines
    .slice(i + 1, i + 1 + SOON)
    .some(({ runs }) => runs.length >= 2 && runs.some(({ text }) => isNumeric(text)));
}

/** Lines at the head or foot of pages that say the same on each, but for numbers. */
function furnitureOf(pages: readonly PdfPage[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(
      linesOf(page.number, page.words, page.rules)
        .filter((line) => line.y < page.height * EDGE || line.y > page.height * (1 - EDGE))
        .filter(({ runs }) => runs.length < 3)
        .map((line) => furnitureKey(page, line)),
    ))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set(
    [...counts].filter(([, count]) => count > 1 && count > pages.length / 2).map(([key]) => key),
  );
}

const EDGE = 0.12;

function furnitureKey(page: PdfPage, { y, runs }: TextLine): string {
  const text = runs.map((run) => run.text).join(" ");
  return `${Math.round(y / 3)} ${Math.round(page.height)} ${text.replace(/\d+/g, "#")}`;
}
