import type { Classification } from "#db/schema/boq.ts";
import { decimal, toInteger } from "#lib/catalogue/decimal.ts";
import { byCode, pathOf } from "./codes.ts";

/** One section: what it comes to with all below it, the sections in it, and the lines that stand in itself. */
export interface Section<Line> {
  /** Null: what is not classified. */
  code: string | null;
  /** 1: outermost. */
  level: number;
  /** Whole minor units of all lines in it; what has no price adds nothing. */
  amount: number;
  /** Lines in it without a price. */
  unpriced: number;
  sections: Section<Line>[];
  lines: Line[];
}

/**
 * Lines in the sections of a classification, in its order; lines without a code stand in a section of their own at the end,
 * so that the sections always add up to the sum of all lines.
 */
export function groupLines<Line extends { code: string | null; amount: number | null }>(
  classification: Classification,
  lines: readonly Line[],
): Section<Line>[] {
  const top: Section<Line>[] = [];
  for (const line of lines) {
    const path = line.code === null ? [null] : pathOf(classification, line.code);
    let among = top;
    for (const [index, code] of path.entries()) {
      const section = sectionAt(among, code, index + 1);
      section.amount = toInteger(decimal(section.amount).plus(line.amount ?? 0));
      if (line.amount === null) section.unpriced += 1;
      if (index === path.length - 1) section.lines.push(line);
      among = section.sections;
    }
  }
  return ordered(top);
}

function sectionAt<Line>(among: Section<Line>[], code: string | null, level: number): Section<Line> {
  const present = among.find((section) => section.code === code);
  if (present) return present;
  const made: Section<Line> = { code, level, amount: 0, unpriced: 0, sections: [], lines: [] };
  among.push(made);
  return made;
}

const ordered = <Line>(sections: Section<Line>[]): Section<Line>[] =>
  sections
    .map((section) => ({ ...section, sections: ordered(section.sections) }))
    .sort((a, b) => byCode(a.code, b.code));
