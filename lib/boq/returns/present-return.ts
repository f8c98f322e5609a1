import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { boqReturns } from "#db/schema/boq.ts";
import { namesOf } from "#lib/audit/actors.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { Bill } from "../find-bill.ts";
import { amountOf } from "../item-amount.ts";
import { type TenderItem, tenderItems } from "../tender-items.ts";
import type { Difference, ReturnedRow } from "./types.ts";
import type { DifferenceView, ReturnView } from "./views.ts";

export type ReturnRow = typeof boqReturns.$inferSelect;

/** `standing`: which of them are their bidders' newest; without it all are. */
export async function presentReturns(
  tx: Transaction,
  bill: Bill,
  rows: readonly ReturnRow[],
  standing: ReadonlySet<string> = new Set(rows.map(({ id }) => id)),
): Promise<z.input<typeof ReturnView>[]> {
  const people = await namesOf(
    tx,
    bill.estimate.tenantId,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => {
    const { priced, missing, total } = totalOf(bill, row.rows);
    return {
      id: row.id,
      bidder: row.bidder,
      version: row.version,
      stands: standing.has(row.id),
      filename: row.filename,
      sha256: row.sha256,
      currency: row.currency,
      items: row.rows.length,
      priced,
      missing,
      total,
      differences: row.differences.map(presentDifference),
      created_by: people.get(row.createdBy)?.name ?? null,
      created_at: row.createdAt.toISOString(),
    };
  });
}

export const presentDifference = ({
  kind,
  itemId,
  description,
  row,
  expected,
  found,
}: Difference): z.input<typeof DifferenceView> => ({
  kind,
  item_id: itemId,
  description,
  row,
  expected,
  found,
});

/** What a returned bill comes to at the bill's quantities: every item that counts, as far as it is priced. */
export function totalOf(
  bill: Bill,
  rows: readonly ReturnedRow[],
): { priced: number; missing: number; total: string } {
  const byId = new Map(rows.map((row) => [row.itemId, row]));
  const { minorDigits } = bill.estimate;
  let [priced, missing, total] = [0, 0, 0];
  for (const item of tenderItems(bill)) {
    const rate = rateFor(item, byId.get(item.itemId));
    if (rate !== null) priced += 1;
    if (!item.counts) continue;
    if (rate === null) missing += 1;
    else total += amountOf(item.quantity, rate, minorDigits);
  }
  return { priced, missing, total: minorToDecimal(total, minorDigits) };
}

/** A returned price is one of this item where it is still per the same unit; a provisional sum is always the bill's. */
export function rateFor(item: TenderItem, row: ReturnedRow | undefined): string | null {
  if (item.kind === "provisional") return item.rate;
  return row && row.unit === item.unit ? row.rate : null;
}
