import type { Decimal } from "#lib/catalogue/decimal.ts";
import type { Unit } from "#lib/catalogue/types.ts";
import { MOST_PIECES } from "./limits.ts";
import { readNumber } from "./numbers.ts";
import type { ColumnRole, DecimalMark, UnreadReason } from "./types.ts";
import { readUnit, splitUnit } from "./units.ts";

/** The cells of a row by what their columns are; "" for a column that there is not. */
export type Cells = Record<ColumnRole, string>;

export type RowReading =
  | { kind: "read"; quantity: Decimal; unit: Unit }
  | { kind: "section" }
  | { kind: "unread"; reason: UnreadReason };

/** What a cell holds whose formula has no stored value. */
export const NO_VALUE = "=?";

/** More than was ever built, in any unit. */
const MOST = 1e9;

// Words that begin what is built as well ("Collection chamber") count only where they end or are followed by what sums have.
const SUBTOTAL =
  /^\s*(?:(?:zwischen|gesamt|titel|los|netto|brutto|end)-?(?:summe|betrag)|summe\b|gesamt\b|übertrag|uebertrag|sub-?\s?total|total\b(?! station)|grand total|page total|carried (?:forward|to)|brought forward|to collection|collection(?=\s*(?:$|[:(]|page\b|of\b))|mwst|mehrwertsteuer|ust\b|umsatzsteuer|vat\b|sales tax\b|tax(?:es)?(?=\s*(?:$|[\d:(@]))|netto\b|brutto\b|net total|gross total)/iu;
// A provisional quantity is built and measured again; a provisional sum is not in the take-off.
const OPTIONAL =
  /\b(?:bedarfsposition|eventualposition|alternativposition|wahlposition|provisional(?! quantit)|optional item|alternative item|nur einheitspreis|rate only|contingenc(?:y|ies)(?=\s*(?:$|[\d:(]|sums?\b|allowances?\b)))(?!\w)/iu;

/**
 * What a row is: something of a quantity that is built, a heading or a remark, or why it cannot be read. `unitOfHeading`: the
 * unit that stands in the heading, where there is no column of units; one that stands in the cell itself goes before it.
 */
export function readRow(cells: Cells, mark: DecimalMark | null, unitOfHeading: string | null): RowReading {
  const unread = (reason: UnreadReason): RowReading => ({ kind: "unread", reason });
  const words = `${cells.item} ${cells.description}`.trim();
  if (cells.description !== "" ? SUBTOTAL.test(cells.description) : SUBTOTAL.test(cells.item))
    return unread("subtotal");
  const split = cells.unit === "" ? splitUnit(cells.quantity) : null;
  const unitCell = split?.unit ?? (cells.unit === "" ? (unitOfHeading ?? "") : cells.unit);
  if (cells.quantity === "" && cells.unit === "") {
    const isPriced = [cells.rate, cells.amount].some((cell) => !("reason" in readNumber(cell, "point")));
    if (isPriced) return unread(words === "" && cells.material === "" ? "subtotal" : "lump_sum");
    return { kind: "section" };
  }
  if (OPTIONAL.test(cells.description)) return unread("optional");
  if (cells.description === "" && cells.material === "") return unread("no_text");
  const unit = readUnit(unitCell);
  if ("reason" in unit) return unread(unit.reason);
  if (cells.quantity === NO_VALUE) return unread("formula");
  const number = readNumber(split?.number ?? cells.quantity, mark);
  if ("reason" in number) return unread(NUMBER_REASONS[number.reason]);
  if (number.value.isZero()) return unread("quantity_zero");
  if (number.value.isNegative()) return unread("quantity_negative");
  const quantity = number.value.times(unit.factor);
  if (quantity.gt(MOST)) return unread("quantity_large");
  if (unit.unit === "pcs") {
    if (!quantity.isInteger()) return unread("pieces_fraction");
    if (quantity.gt(MOST_PIECES)) return unread("pieces_many");
  }
  return { kind: "read", quantity, unit: unit.unit };
}

const NUMBER_REASONS = {
  none: "no_quantity",
  text: "quantity_text",
  ambiguous: "number_ambiguous",
} as const satisfies Record<string, UnreadReason>;
