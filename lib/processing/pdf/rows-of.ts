import { isNumeric } from "./lines-of.ts";
import type { Rule } from "./types.ts";

/** A line of a table, its text by column. */
export interface PlacedLine {
  y: number;
  height: number;
  /** Where its first text begins. */
  left: number;
  font: string;
  cells: string[];
}

/**
 * The rows of a table: what stands between two level rules where each row is ruled, else a line with those below that go on
 * with its text. `hasHeadings`: the first row is headings, which may take several lines.
 */
export function rowsOf(
  lines: readonly PlacedLine[],
  rules: readonly Rule[],
  hasHeadings: boolean,
): string[][] {
  const bands = bandsOf(lines, rules);
  const groups = bands ?? joinedLines(lines, hasHeadings);
  return groups.map((group) => {
    const cells: string[] = [];
    for (const line of group)
      for (const [column, text] of line.cells.entries()) cells[column] = join(cells[column] ?? "", text);
    return cells;
  });
}

/** A word that was parted at the end of a line becomes whole; a range or a double name keeps its hyphen. */
function join(above: string, below: string): string {
  if (above === "" || below === "") return above + below;
  if (/\p{Ll}-$/u.test(above) && /^\p{Ll}/u.test(below)) return above.slice(0, -1) + below;
  return `${above} ${below}`;
}

/** Lines by the bands between level rules; null where the table is not ruled row by row. */
function bandsOf(lines: readonly PlacedLine[], rules: readonly Rule[]): PlacedLine[][] | null {
  const level = rules.filter(({ axis }) => axis === "level");
  const longest = Math.max(0, ...level.map(({ from, to }) => to - from));
  const sums = new Map<number, number>();
  // A rule may be drawn cell by cell.
  for (const { at, from, to } of level) {
    const key = Math.round(at / 2);
    sums.set(key, (sums.get(key) ?? 0) + to - from);
  }
  const widest = Math.max(longest, ...sums.values());
  const at = [...sums]
    .filter(([, length]) => length >= widest * 0.6)
    .map(([key]) => key * 2)
    .sort((a, b) => a - b);
  if (at.length < 3) return null;
  const bands = new Map<number, PlacedLine[]>();
  for (const line of lines) {
    const band = at.filter((y) => y < line.y - line.height / 3).length;
    bands.set(band, [...(bands.get(band) ?? []), line]);
  }
  const groups = [...bands].sort(([a], [b]) => a - b).map(([, group]) => group);
  // Several amounts below each other in one column are several rows.
  const isByRow = groups.every((group) => amountsBelow(group) <= 1);
  return isByRow ? groups : null;
}

function amountsBelow(group: readonly PlacedLine[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of group)
    for (const [column, text] of cells.entries())
      if (isNumeric(text)) counts.set(column, (counts.get(column) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function joinedLines(lines: readonly PlacedLine[], hasHeadings: boolean): PlacedLine[][] {
  const leading = leadingOf(lines);
  const words = wordiest(lines);
  const groups: PlacedLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const isOfHeadings = hasHeadings && groups.length === 1;
    if (group && goesOn(group, line, { leading, words, isOfHeadings })) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

interface Setting {
  /** Between two lines of one text, pt. */
  leading: number;
  /** The column that holds the most letters. */
  words: number;
  isOfHeadings: boolean;
}

function goesOn(
  group: readonly PlacedLine[],
  line: PlacedLine,
  { leading, words, isOfHeadings }: Setting,
): boolean {
  const above = group.at(-1);
  if (!above || line.y - above.y > leading * 1.25) return false;
  const filled = filledOf(line);
  if (isOfHeadings) return filled.length > 0 && !line.cells.some(isNumeric) && line.cells[0] === "";
  // A line that begins where rows begin is one.
  if (filled.length === 0 || (filled[0] === 0 && words !== 0)) return false;
  const taken = new Set(group.flatMap(filledOf));
  if (filled.some((column) => column !== words && taken.has(column))) return false;
  if (!filled.includes(words) || !taken.has(words)) return false;
  const text = line.cells[words] ?? "";
  // Where rows have no number of their own only small letters tell that a text goes on.
  if (words === 0 || !taken.has(0)) return /^[\p{Ll}(–-]/u.test(text);
  return !isTitle(text, line, above);
}

const filledOf = ({ cells }: PlacedLine) => cells.flatMap((text, column) => (text === "" ? [] : [column]));

/** Set apart from the text above by its letters. */
const isTitle = (text: string, line: PlacedLine, above: PlacedLine) =>
  (line.font !== above.font &&
    filledOf(line).length === 1 &&
    filledOf(above).length > 1 &&
    line.cells[0] === "" &&
    isCapital(text)) ||
  (isCapital(text) && text.length > 3);

const isCapital = (text: string) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);

/** The most usual small distance between two lines, pt. */
function leadingOf(lines: readonly PlacedLine[]): number {
  const distances = lines
    .flatMap((line, i) => {
      const next = lines[i + 1];
      return next && next.y > line.y ? [next.y - line.y] : [];
    })
    .sort((a, b) => a - b);
  const height = lines[0]?.height ?? 10;
  return Math.max(
    height * 1.15,
    Math.min(distances[Math.floor(distances.length / 10)] ?? height * 1.2, height * 1.8),
  );
}

function wordiest(lines: readonly PlacedLine[]): number {
  const letters: number[] = [];
  for (const { cells } of lines)
    for (const [column, text] of cells.entries())
      letters[column] = (letters[column] ?? 0) + (text.match(/\p{L}/gu)?.length ?? 0);
  return letters.indexOf(Math.max(...letters));
}
