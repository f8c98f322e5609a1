/**
 * The rows of the table without the elements themselves: groups, and under those that are open their elements. Of 100 000
 * rows only the ordinals are held; everything here is found by counting.
 */
export interface Section {
  /** Null: the one section of a table without groups, which has no row of its own. */
  key: string | null;
  open: boolean;
  /** Elements, from the sums; `ordinals` says it better once they are there. */
  count: number;
  ordinals: readonly number[] | undefined;
}

export interface Layout {
  sections: readonly Section[];
  /** Row at which each section begins. */
  starts: readonly number[];
  rows: number;
  /** Rows that are left out, because a browser cannot scroll so far. */
  leftOut: number;
}

export type Row =
  | { kind: "group"; section: number; group: string }
  | { kind: "element"; section: number; at: number; ordinal: number | undefined };

/** Firefox scrolls some 17 million pixels; at 48 a row this stays below. */
export const MOST_ROWS = 350_000;

export function layoutOf(sections: readonly Section[]): Layout {
  const starts: number[] = [];
  let rows = 0;
  for (const section of sections) {
    starts.push(rows);
    rows += headerOf(section) + shown(section);
  }
  return { sections, starts, rows: Math.min(rows, MOST_ROWS), leftOut: Math.max(0, rows - MOST_ROWS) };
}

export function rowAt(layout: Layout, index: number): Row | undefined {
  if (index < 0 || index >= layout.rows) return undefined;
  const at = sectionAt(layout, index);
  const section = layout.sections[at];
  const start = layout.starts[at];
  if (!section || start === undefined) return undefined;
  if (section.key !== null && index === start) return { kind: "group", section: at, group: section.key };
  const place = index - start - headerOf(section);
  return { kind: "element", section: at, at: place, ordinal: section.ordinals?.[place] };
}

/** The row of the group in which a row stands; null without groups. */
export function groupRowOf(layout: Layout, index: number): number | null {
  const at = sectionAt(layout, index);
  return layout.sections[at]?.key === null ? null : (layout.starts[at] ?? null);
}

/** Where an element stands, whether its section is open or not; null: the view leaves it out. */
export function placeOf(
  layout: Layout,
  ordinal: number,
): { section: number; key: string | null; row: number } | null {
  for (const [at, section] of layout.sections.entries()) {
    const place = section.ordinals?.indexOf(ordinal) ?? -1;
    if (place >= 0)
      return {
        section: at,
        key: section.key,
        row: (layout.starts[at] ?? 0) + headerOf(section) + place,
      };
  }
  return null;
}

export interface Window {
  section: number;
  page: number;
  ordinals: readonly number[];
}

/** Elements of one request. */
export const PAGE = 100;

/** What has to be there to show these rows: ranges with both ends included. */
export function windowsFor(layout: Layout, ranges: readonly (readonly [number, number])[]): Window[] {
  const wanted = ranges.flatMap(([first, last]) => windowsOf(layout, first, last));
  return [...new Map(wanted.map((window) => [`${window.section} ${window.page}`, window])).values()];
}

export function windowsOf(layout: Layout, first: number, last: number): Window[] {
  const windows: Window[] = [];
  for (let at = sectionAt(layout, Math.max(0, first)); at < layout.sections.length; at++) {
    const section = layout.sections[at];
    const start = layout.starts[at];
    if (!section || start === undefined || start > last) break;
    if (!section.open || !section.ordinals) continue;
    const body = start + headerOf(section);
    const from = Math.max(0, first - body);
    const to = Math.min(section.ordinals.length - 1, last - body);
    for (let page = Math.floor(from / PAGE); page * PAGE <= to; page++)
      windows.push({
        section: at,
        page,
        ordinals: section.ordinals.slice(page * PAGE, (page + 1) * PAGE),
      });
  }
  return windows;
}

const headerOf = (section: Section) => (section.key === null ? 0 : 1);
const shown = (section: Section) => (section.open ? (section.ordinals?.length ?? section.count) : 0);

/** The last section that begins at this row or before it. */
function sectionAt({ starts }: Layout, index: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}
