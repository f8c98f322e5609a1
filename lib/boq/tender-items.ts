import type { ItemKind, ItemUnit } from "#db/schema/boq.ts";
import { classText } from "#lib/catalogue/class-text.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { Bill } from "./find-bill.ts";
import { addedItemId, lineItemId } from "./item-id.ts";
import { flatten } from "./present-bill.ts";
import { billWords } from "./words/bill-words.ts";

/** What bidders are asked for: each item of a bill that has a price, or is to have one. */
export interface TenderItem {
  itemId: string;
  kind: "line" | "preliminaries" | ItemKind;
  /** Code of its section; null: it stands in none. */
  section: string | null;
  description: (locale: Locale) => string;
  quantity: string;
  unit: ItemUnit;
  /** Own, of the estimate or of who added the item. Amount in whole minor units. */
  rate: string | null;
  amount: number | null;
  /** In the total. */
  counts: boolean;
}

export const PRELIMINARIES_ITEM = "P-preliminaries";

/**
 * The items of a bill in its order: preliminaries as one sum, where the bill has them, the lines, provisional sums, then
 * alternates and options. A line that a chosen alternate stands in for is in no total.
 */
export function tenderItems(bill: Bill): TenderItem[] {
  const replaced = new Set(
    bill.items.flatMap(({ row, replaces }) => (row.chosen && replaces ? [replaces.key] : [])),
  );
  const preliminaries = bill.summary.markUps.find(({ name }) => name === "preliminaries");
  const added = bill.items.map(
    ({ row, amount, replaces }): TenderItem => ({
      itemId: addedItemId(row.id),
      kind: row.kind,
      section: replaces?.code ?? null,
      description: () => row.description,
      quantity: row.quantity,
      unit: row.unit,
      rate: row.unitRate,
      amount,
      counts: row.kind === "provisional" || (row.chosen && (row.kind === "option" || replaces !== null)),
    }),
  );
  return [
    ...(preliminaries
      ? [
          {
            itemId: PRELIMINARIES_ITEM,
            kind: "preliminaries" as const,
            section: null,
            description: (locale: Locale) => billWords(locale)("preliminariesItem"),
            quantity: "1",
            unit: "sum" as const,
            rate: amountAsRate(bill, preliminaries.amount),
            amount: preliminaries.amount,
            counts: true,
          },
        ]
      : []),
    ...flatten(bill.sections).flatMap(({ lines }) =>
      lines.map(
        (line): TenderItem => ({
          itemId: lineItemId(line.key),
          kind: "line",
          section: line.code,
          description: (locale) => lineText(line, locale),
          quantity: line.quantity,
          unit: line.unit,
          rate: line.unitRate,
          amount: line.amount,
          counts: !replaced.has(line.key),
        }),
      ),
    ),
    ...added.filter(({ kind }) => kind === "provisional"),
    ...added.filter(({ kind, counts }) => kind !== "provisional" && counts),
    ...added.filter(({ kind, counts }) => kind !== "provisional" && !counts),
  ];
}

const amountAsRate = ({ estimate }: Bill, minor: number): string =>
  minorToDecimal(minor, estimate.minorDigits);

function lineText(
  { catalogueId, name, ifcClass }: { catalogueId: string; name: string; ifcClass: string | null },
  locale: Locale,
): string {
  const called = entryName(catalogueId, name, locale);
  return ifcClass === null ? called : `${called} (${classText(ifcClass, locale)})`;
}
