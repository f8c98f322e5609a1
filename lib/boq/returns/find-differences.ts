import { decimal } from "#lib/catalogue/decimal.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import { LOCALES, type Locale } from "#lib/i18n/locales.ts";
import { amountOf } from "../item-amount.ts";
import type { TenderItem } from "../tender-items.ts";
import { billWords } from "../words/bill-words.ts";
import { numberIn, type WrittenRow } from "./read-returned.ts";
import type { Difference, DifferenceKind, ReturnedRow } from "./types.ts";

/** Of a price: more is dust, or a rate that was calculated, and is cut by rounding. */
const RATE_PLACES = 8;
const LARGEST_RATE = 10 ** 10;

export interface Compared {
  /** Of every item of the bill, in its order. */
  rows: ReturnedRow[];
  differences: Difference[];
}

/**
 * What of a returned workbook is taken, and what in it is otherwise than in the bill. Matched by item id; prices are taken
 * with the bill's own quantity and unit, so what a bidder has changed of these changes nothing but this list. Of an item
 * that stands twice the first row counts. A provisional sum is the bill's, whatever is written.
 */
export function findDifferences(
  items: readonly TenderItem[],
  written: readonly WrittenRow[],
  minorDigits: number,
): Compared {
  const locale = activeLocale();
  const differences: Difference[] = [];
  const known = new Map(items.map((item) => [item.itemId.toLowerCase(), item]));
  const rowOf = new Map<string, WrittenRow>();
  for (const row of written) {
    const item = known.get(row.itemId.toLowerCase());
    const note = (kind: DifferenceKind) =>
      differences.push({
        kind,
        itemId: row.itemId,
        description: item?.description(locale) ?? row.description ?? "",
        row: row.row,
        expected: null,
        found: kind === "unknown" ? row.rate || null : null,
      });
    if (!item) note("unknown");
    else if (rowOf.has(item.itemId)) note("twice");
    else rowOf.set(item.itemId, row);
  }
  const rows = items.map((item): ReturnedRow => {
    const row = rowOf.get(item.itemId);
    const found = row ? differencesOf(item, row, { minorDigits, locale }) : [missing(item, locale)];
    differences.push(...found);
    return {
      itemId: item.itemId,
      description: item.description(locale),
      unit: item.unit,
      quantity: item.quantity,
      rate: item.kind === "provisional" ? item.rate : row ? rateOf(row.rate) : null,
    };
  });
  return { rows, differences: differences.sort((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity)) };
}

const missing = (item: TenderItem, locale: Locale): Difference => ({
  kind: "missing",
  itemId: item.itemId,
  description: item.description(locale),
  row: null,
  expected: null,
  found: null,
});

/** A price that can be kept; null: none is given, or it is no price. */
function rateOf(cell: string): string | null {
  const number = numberIn(cell);
  if (number === null || number.startsWith("-") || Number(number) >= LARGEST_RATE) return null;
  return decimal(number).decimalPlaces(RATE_PLACES).toFixed();
}

function differencesOf(
  item: TenderItem,
  row: WrittenRow,
  { minorDigits, locale }: { minorDigits: number; locale: Locale },
): Difference[] {
  const found: Difference[] = [];
  const note = (kind: DifferenceKind, expected: string | null, written: string | null) =>
    found.push({
      kind,
      itemId: item.itemId,
      description: item.description(locale),
      row: row.row,
      expected,
      found: written,
    });
  const quantity = row.quantity === null ? item.quantity : numberIn(row.quantity);
  if (quantity === null || !decimal(quantity).isEqualTo(item.quantity))
    note("quantity", item.quantity, row.quantity);
  if (row.unit !== null && !LOCALES.some((one) => billWords(one)(`unit.${item.unit}`) === row.unit))
    note("unit", item.unit, row.unit);
  if (row.description !== null && !LOCALES.some((one) => same(item.description(one), row.description)))
    note("description", item.description(locale), row.description);
  const rate = rateOf(row.rate);
  if (item.kind === "provisional") {
    if (rate === null || item.rate === null || !decimal(rate).isEqualTo(item.rate))
      note("fixed", item.rate, row.rate);
    return found;
  }
  if (row.rate === "") note("unpriced", null, null);
  else if (rate === null) note("not_a_rate", null, row.rate);
  const amount = row.amount === null ? null : numberIn(row.amount);
  // An amount of nothing is a formula that nobody has calculated since the price was written.
  if (rate === null || quantity === null || amount === null || Number(amount) === 0) return found;
  const right = decimal(amountOf(quantity, rate, minorDigits));
  // Binary numbers round the half of a unit to either side.
  if (right.minus(decimal(amount).shiftedBy(minorDigits)).abs().isGreaterThan(1))
    note("arithmetic", right.shiftedBy(-minorDigits).toFixed(minorDigits), amount);
  return found;
}

const same = (a: string, b: string | null) => plain(a) === plain(b ?? "");
const plain = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();
