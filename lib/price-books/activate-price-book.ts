import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { priceBooks } from "#db/schema/price-books.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { audit } from "#lib/audit/record.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { BUILT_IN, bookById } from "./effective-book.ts";
import { builtInBook, type PriceBookView, presentPriceBook } from "./list-price-books.ts";
import { deactivateAll } from "./save-version.ts";

/** Makes a version the one that new estimates use; `default` goes back to the built-in one. Present estimates keep theirs. */
export async function activatePriceBook(ctx: Ctx, id: string): Promise<z.input<typeof PriceBookView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await tx
      .select({ id: tenantSettings.tenantId })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, tenantId))
      .for("update");
    const book = id === BUILT_IN ? null : await bookById(tx, tenantId, id);
    const before = await deactivateAll(tx, tenantId);
    if (book)
      await tx
        .update(priceBooks)
        .set({ isActive: true })
        .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.id, book.id)));
    await audit(
      ctx,
      tx,
      "price_book.activated",
      { type: "price_book", id },
      {},
      {
        before: { active_version: before ?? BUILT_IN },
        after: { active_version: book?.version ?? BUILT_IN },
      },
    );
    return book ? { ...presentPriceBook(book), active: true } : builtInBook(true);
  });
}
