import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { emptyRow, type OwnBook } from "#lib/price-books/own-row.ts";
import { readOwnBook } from "#lib/price-books/read-own-book.ts";

/** An imported table says nothing of declarations: those of the active version stay with the entries that are still there. */
export async function carryChoices(tx: Transaction, tenantId: string, own: OwnBook): Promise<OwnBook> {
  const [active] = await tx
    .select({ id: priceBooks.id })
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
  if (!active) return own;
  const before = await readOwnBook(tx, tenantId, active.id);
  const rows = new Map(own.rows.map((row) => [row.catalogueId, row]));
  for (const { catalogueId, epd } of before.rows) {
    const row = rows.get(catalogueId);
    if (epd && (row?.entry || DEFAULT_CATALOGUE.has(catalogueId)))
      rows.set(catalogueId, { ...(row ?? emptyRow(catalogueId)), epd });
  }
  return { ...own, rows: [...rows.values()] };
}
