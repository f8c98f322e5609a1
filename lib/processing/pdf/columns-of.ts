import type { TextLine } from "./lines-of.ts";
import type { Rule } from "./types.ts";

/** Places, pt, at which one column ends and the next begins. */
export type Boundaries = readonly number[];

/**
 * Where the columns of a table part: at its plumb rules where it has them, else in the gaps that no cell reaches into. Lines
 * of fewer than three cells are titles and remarks, and stand across columns.
 */
export function columnsOf(lines: readonly TextLine[], rules: readonly Rule[]): Boundaries {
  const ruled = ruledColumns(lines, rules);
  return ruled.length >= 3 ? ruled.slice(1, -1) : gaps(lines);
}

/** Rules this near to each other, pt, are one. */
const SAME_RULE = 3;

/** Rules that run along most of what is ruled. */
function ruledColumns(lines: readonly TextLine[], rules: readonly Rule[]): number[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const clusters: { at: number; length: number }[] = [];
  for (const { axis, at, from, to } of [...rules].sort((a, b) => a.at - b.at)) {
    if (axis !== "plumb") continue;
    const cluster = clusters.at(-1);
    if (cluster && at - cluster.at <= SAME_RULE) cluster.length += to - from;
    else clusters.push({ at, length: to - from });
  }
  const longest = Math.max(0, ...clusters.map(({ length }) => length));
  const long = clusters.filter(({ length }) => length >= longest * 0.4 && length >= first.height * 2);
  // A frame around a page rules no columns.
  const within = lines.filter(({ runs }) => runs.length >= 3).flatMap(({ runs }) => runs);
  const parts = long
    .slice(1, -1)
    .some(({ at }) => within.some(({ to }) => to <= at) && within.some(({ from }) => from >= at));
  return parts ? long.map(({ at }) => at) : [];
}

/** A gap narrower than this part of the letters' height parts nothing. */
const NARROWEST = 0.4;
/** Of cells, those that may reach into a gap: notes that are set across it. */
const CROSSING = 0.02;

function gaps(lines: readonly TextLine[]): number[] {
  const most = Math.max(...lines.map(({ runs }) => runs.length));
  const full = lines.filter(({ runs }) => runs.length >= Math.min(3, most));
  if (most < 2) return [];
  const height = full.map((line) => line.height).sort((a, b) => a - b)[full.length >> 1] ?? 10;
  const events = full
    .flatMap(({ runs }) =>
      runs.flatMap(({ from, to }) => [
        { at: from, by: 1 },
        { at: to, by: -1 },
      ]),
    )
    .sort((a, b) => a.at - b.at || a.by - b.by);
  const allowed = Math.floor(full.length * CROSSING);
  const boundaries: number[] = [];
  let covered = 0;
  let open: number | null = null;
  for (const { at, by } of events) {
    if (open !== null && by > 0 && covered + by > allowed) {
      if (at - open >= height * NARROWEST) boundaries.push((open + at) / 2);
      open = null;
    }
    covered += by;
    if (covered <= allowed && by < 0 && open === null) open = at;
  }
  return boundaries;
}

/** The column that each cell stands in: that of its middle, or of its start where it reaches over several. */
export function columnAt(boundaries: Boundaries, from: number, to: number): number {
  const first = placeOf(boundaries, from + 1);
  return first === placeOf(boundaries, to - 1)
    ? first
    : Math.min(first, placeOf(boundaries, (from + to) / 2));
}

function placeOf(boundaries: Boundaries, x: number): number {
  let at = 0;
  while (at < boundaries.length && (boundaries[at] ?? 0) <= x) at++;
  return at;
}
