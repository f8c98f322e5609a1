import type { ClassificationLanguage } from "#lib/catalogue/code-names.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { type Cell, heading, type Row, type Sheet } from "#lib/reports/xlsx/cells.ts";
import type { Bill } from "./find-bill.ts";
import { titleOf } from "./sections/titles.ts";
import type { TenderItem } from "./tender-items.ts";
import type { BillWords } from "./words/bill-words.ts";

export const BILL_COLUMNS = [
  "item",
  "section",
  "description",
  "quantity",
  "unit",
  "rate",
  "amount",
  "remarks",
] as const;
export type BillColumn = (typeof BILL_COLUMNS)[number];

const WIDTHS = [26, 12, 60, 14, 8, 16, 18, 40];
/** Rows above the first item. */
const HEADINGS_ROW = 6;

interface Sending {
  t: BillWords;
  locale: Locale;
  titles: ClassificationLanguage;
  items: readonly TenderItem[];
  withPrices: boolean;
}

/** One sheet: what stands above tells whose bill it is, the rows below are read again when they come back. */
export function biddersSheet(bill: Bill, sending: Sending): Sheet {
  const { t, items } = sending;
  const { estimate } = bill;
  const rows: Row[] = [
    [{ text: t("title", { name: estimate.name }), style: "title" }],
    [{ text: t("hint"), style: "subtitle" }],
    [t("bill"), estimate.id],
    [t("currency"), estimate.currency],
    [],
    BILL_COLUMNS.map((column) => heading(t(`column.${column}`))),
  ];
  const counted: number[] = [];
  for (const group of groupsOf(bill, sending)) {
    rows.push([null, group.code, { text: group.title, style: "total" }]);
    for (const item of group.items) {
      if (item.counts) counted.push(rows.length + 1);
      rows.push(itemRow(bill, sending, item, rows.length + 1));
    }
  }
  const last = rows.length;
  const total = sending.withPrices
    ? items.reduce((sum, { counts, amount }) => sum + (counts ? (amount ?? 0) : 0), 0)
    : items.reduce((sum, { kind, amount }) => sum + (kind === "provisional" ? (amount ?? 0) : 0), 0);
  const cell: Cell =
    counted.length === 0
      ? { number: "0", style: "totalMoney" }
      : {
          formula: `SUMIFS(G${HEADINGS_ROW + 1}:G${last},I${HEADINGS_ROW + 1}:I${last},1)`,
          value: minorToDecimal(total, estimate.minorDigits),
          style: "totalMoney",
        };
  rows.push([null, null, { text: t("total"), style: "total" }, null, null, null, cell]);
  return {
    name: t("sheet"),
    // The last one, which the total goes by, is as narrow as can be.
    columns: [...WIDTHS, 3],
    frozenRows: HEADINGS_ROW,
    isLocked: true,
    rows,
  };
}

interface Group {
  code: string | null;
  title: string;
  items: TenderItem[];
}

function groupsOf({ classification }: Bill, { t, titles, items }: Sending): Group[] {
  const groups: Group[] = [];
  const put = (code: string | null, title: string, item: TenderItem) => {
    const last = groups.at(-1);
    if (last && `${last.code} ${last.title}` === `${code} ${title}`) last.items.push(item);
    else groups.push({ code, title, items: [item] });
  };
  for (const item of items) {
    if (item.kind === "preliminaries") put(null, t("preliminaries"), item);
    else if (item.kind === "provisional") put(null, t("provisional"), item);
    else if (item.kind !== "line") put(null, item.counts ? t("chosen") : t("priced"), item);
    else if (item.section === null) put(null, t("notClassified"), item);
    else put(item.section, titleOf(classification, item.section, titles) ?? "", item);
  }
  return groups;
}

function itemRow(
  { estimate: { minorDigits } }: Bill,
  { t, locale, withPrices }: Sending,
  item: TenderItem,
  row: number,
): Row {
  const isFixed = item.kind === "provisional";
  const rate = isFixed || withPrices ? item.rate : null;
  const amount = isFixed || withPrices ? (item.amount ?? 0) : 0;
  return [
    item.itemId,
    item.section,
    { text: item.description(locale), style: "wrapped" },
    { number: item.quantity, style: "quantity" },
    t(`unit.${item.unit}`),
    isFixed
      ? { number: rate ?? "0", style: "rate" }
      : rate === null
        ? { blank: true, style: "input" }
        : { number: rate, style: "input" },
    {
      formula: `ROUND(D${row}*F${row},${minorDigits})`,
      value: minorToDecimal(amount, minorDigits),
      style: "money",
    },
    { blank: true, style: "inputText" },
    { number: item.counts ? 1 : 0, style: "count" },
  ];
}
