import { readSheet } from "read-excel-file/node";
import writeWorkbook from "write-excel-file/node";

/** A row of a bill as a bidder sees it, by the workbook's own order of columns. */
export interface BidderRow {
  itemId: string;
  description: string;
  quantity: number;
  unit: string;
  rate: number | string | null;
  amount: number | string | null;
}

/**
 * What a bidder makes of a workbook that was sent out: `fill` gets each row with an item id, and answers it filled in, with
 * other cells changed, or null where it takes the row out. Amounts follow the rates, unless they are given.
 */
export async function fillBill(
  sent: Buffer,
  fill: (row: BidderRow, at: number) => Partial<BidderRow> | null,
  more: readonly (readonly (string | number | null)[])[] = [],
): Promise<Buffer> {
  const sheet = await readSheet(sent);
  let at = 0;
  const rows = sheet.flatMap((cells) => {
    const [itemId, , description, quantity, unit, rate, amount] = cells;
    if (typeof itemId !== "string" || !/^[LAP]-/.test(itemId)) return [cells];
    const row: BidderRow = {
      itemId,
      description: String(description),
      quantity: Number(quantity),
      unit: String(unit),
      rate: typeof rate === "number" ? rate : null,
      amount: typeof amount === "number" ? amount : null,
    };
    const filled = fill(row, at++);
    if (filled === null) return [];
    if (Object.keys(filled).length === 0) return [cells];
    const next = { ...row, ...filled };
    const worked = typeof next.rate === "number" ? Math.round(next.quantity * next.rate * 100) / 100 : 0;
    return [
      [
        next.itemId,
        cells[1] ?? null,
        next.description,
        next.quantity,
        next.unit,
        next.rate,
        "amount" in filled ? next.amount : worked,
      ],
    ];
  });
  return writeWorkbook(
    [...rows, ...more].map((cells) =>
      cells.map((value) =>
        value === null || value === undefined
          ? null
          : typeof value === "number"
            ? { type: Number, value }
            : { type: String, value: String(value) },
      ),
    ),
  ).toBuffer();
}
