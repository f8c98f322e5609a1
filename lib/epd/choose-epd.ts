import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { EPD_KINDS } from "#db/schema/epds.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { editVersion } from "#lib/price-books/edit-version.ts";
import { BUILT_IN } from "#lib/price-books/effective-book.ts";
import type { PriceBookView } from "#lib/price-books/list-price-books.ts";
import { emptyRow, isEmpty } from "#lib/price-books/own-row.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import { findEpd } from "./find-epd.ts";

/** Null goes back to the factor that stood there before. */
export const ChooseEpd = z.strictObject({
  epd: z
    .strictObject({
      id: z.uuid(),
      kind: z.enum(EPD_KINDS),
      scenario: z.string().trim().min(1).max(100).nullable().default(null),
    })
    .nullable(),
});

/**
 * Says which declaration a catalogue entry is counted by: makes the next version of the price book out of the active one,
 * so that estimates take it up when they are priced again and present ones stay. Throws `NotFound` (`epd_not_found`,
 * `catalogue_entry_not_found`), `Invalid` (`epd_impossible`) where nothing leads to the declared unit.
 */
export async function chooseEpd(
  ctx: Ctx,
  catalogueId: string,
  { epd: chosen }: z.output<typeof ChooseEpd>,
): Promise<z.input<typeof PriceBookView>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const epd = chosen && {
      epd: await findEpd(tx, ctx.tenant.id, chosen.id),
      kind: chosen.kind,
      scenario: chosen.scenario,
    };
    return editVersion(joined(ctx, tx), await activeBook(tx, ctx.tenant.id), ({ rows, locations }) => {
      const before = rows.find((row) => row.catalogueId === catalogueId);
      if (!before?.entry && !DEFAULT_CATALOGUE.has(catalogueId))
        throw new NotFound("catalogue_entry_not_found", problemText("priceBooks.catalogueEntryGet"));
      const after = { ...(before ?? emptyRow(catalogueId)), epd };
      const kept = rows.filter((row) => row.catalogueId !== catalogueId);
      return {
        own: { rows: isEmpty(after) ? kept : [...kept, after], locations },
        detail: { catalogue_id: catalogueId, epd_id: chosen?.id ?? null, kind: chosen?.kind ?? null },
      };
    });
  });
}

async function activeBook(tx: Transaction, tenantId: string): Promise<string> {
  const [active] = await tx
    .select({ id: priceBooks.id })
    .from(priceBooks)
    .where(and(eq(priceBooks.tenantId, tenantId), eq(priceBooks.isActive, true)));
  return active?.id ?? BUILT_IN;
}
