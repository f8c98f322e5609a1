import type { z } from "zod";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { presentChosen } from "./present-epd.ts";
import type { EpdChoiceView } from "./views.ts";

/** Every entry that is bought, and what it is counted by in the active version of the price book; chosen ones first. */
export async function listChoices(ctx: Ctx): Promise<z.input<typeof EpdChoiceView>[]> {
  requireRole(ctx, "viewer");
  const { catalogue, own } = await ctx.transaction((tx) => effectiveBook(tx, ctx.tenant.id));
  const rows = new Map(own.rows.map((row) => [row.catalogueId, row]));
  const items = [...catalogue.values()]
    .filter(({ nothingToBuy }) => !nothingToBuy)
    .map((entry) => {
      const mine = rows.get(entry.id);
      return {
        catalogue_id: entry.id,
        name: entryName(entry.id, entry.name),
        unit: entry.unit,
        factor: entry.carbon && {
          kg_per_kg: entry.carbon.a1a3KgPerKg,
          source: entry.carbon.source,
          own: Boolean(mine?.factor),
          proxy: entry.carbon.proxy,
        },
        epd: entry.epd && mine?.epd ? presentChosen(entry.epd, mine.epd.epd.names) : null,
      };
    });
  return [...items.filter(({ epd }) => epd), ...items.filter(({ epd }) => !epd)];
}
