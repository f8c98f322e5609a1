import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";
import type { DecimalMark } from "./types.ts";

export type ReadNumber = { value: Decimal } | { reason: "none" | "text" | "ambiguous" };

/** Longer ones are no quantities. */
const LONGEST = 40;
const DIGITS = /^\d+$/;
const PLAIN = /^\d+(?:[.,]\d+)?$/;
/** In groups of three by one mark, with the other one before decimals or none. */
const GROUPED = /^\d{1,3}([.,' \u00a0\u202f’])\d{3}(?:\1\d{3})*(?:([.,])\d+)?$/;

/**
 * A number as bills write it: `1234.5`, `1.234,56`, `1,234.56`, `1 234,5`, `1'234.5`, `- 3`. One mark with three digits
 * behind it (`1,234`) is both a thousand and a decimal: `mark` decides, and where that is null it is ambiguous.
 */
export function readNumber(cell: string, mark: DecimalMark | null): ReadNumber {
  const text = cell.trim();
  if (text === "" || /^[-–—.]+$/.test(text)) return { reason: "none" };
  if (text.length > LONGEST) return { reason: "text" };
  const isNegative = /^[-–−]/.test(text) || /^\(.*\)$/.test(text);
  const digits = text.replace(/^[-–−+]\s*/, "").replace(/^\((.*)\)$/, "$1");
  const plain = plainOf(digits, mark);
  if (plain === null) return { reason: "text" };
  if (plain === "ambiguous") return { reason: "ambiguous" };
  const value = decimal(plain);
  return { value: isNegative ? value.negated() : value };
}

function plainOf(digits: string, mark: DecimalMark | null): string | "ambiguous" | null {
  if (DIGITS.test(digits)) return digits;
  if (isAmbiguous(digits)) {
    if (mark === null) return "ambiguous";
    const isDecimal = (digits.includes(",") ? "comma" : "point") === mark;
    return isDecimal ? digits.replace(",", ".") : digits.replace(/[.,]/, "");
  }
  if (PLAIN.test(digits)) return digits.replace(",", ".");
  const grouped = GROUPED.exec(digits);
  if (!grouped) return null;
  const [, group, decimals] = grouped;
  if (group === undefined || group === decimals) return null;
  return digits.replaceAll(group, "").replace(",", ".");
}

/** `0,250` is none: no thousand begins with a nought. */
const isAmbiguous = (digits: string) => /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);

/**
 * Which mark the cells of a column have, by those that can be read in one way only; null where none tells, or where they
 * contradict each other.
 */
export function markOf(cells: Iterable<string>): DecimalMark | null {
  const seen = new Set<DecimalMark>();
  for (const cell of cells) {
    const digits = cell
      .trim()
      .replace(/^[-–−+(]\s*/, "")
      .replace(/\)$/, "");
    if (digits.length > LONGEST || isAmbiguous(digits)) continue;
    if (/^\d+[.]\d+$/.test(digits)) seen.add("point");
    else if (/^\d+,\d+$/.test(digits)) seen.add("comma");
    else {
      const [, group, decimals] = GROUPED.exec(digits) ?? [];
      if (decimals !== undefined && decimals !== group) seen.add(decimals === "," ? "comma" : "point");
      else if (group === ".") seen.add("comma");
      else if (group === ",") seen.add("point");
    }
  }
  return seen.size === 1 ? ([...seen][0] ?? null) : null;
}

/**
 * A number that a file stores as one, as the cells of a grid have it: without exponent and binary dust (`0.1` for
 * `0.10000000000000001`), and a fourth place where it has three, so that nobody takes them for thousands. Text that is no
 * number stays.
 */
export function plainNumber(stored: string): string {
  if (!/^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(stored)) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  const plain = decimal(Number(value.toPrecision(15))).toFixed();
  return /^-?\d{1,3}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
}
