import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { epds } from "#db/schema/epds.ts";
import { entryName } from "#lib/catalogue/entry-name.ts";
import { NotFound } from "#lib/errors.ts";
import { LOCALES } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { isExpired } from "./data-quality.ts";
import { epdFactor } from "./epd-factor.ts";
import { likeness } from "./likeness.ts";
import { presentConversion, presentEpd } from "./present-epd.ts";
import { refusalText } from "./require-countable.ts";
import type { EpdOptionView } from "./views.ts";

export const ListOptions = z.object({
  /** Without it by the entry's own names. */
  q: z.string().trim().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/**
 * Declarations that might be chosen for an entry, the likeliest first: by how alike the names are, those that are valid
 * before others, and each with its conversion, or why there is none. Throws `NotFound` (`catalogue_entry_not_found`).
 */
export async function listOptions(
  ctx: Ctx,
  catalogueId: string,
  { q, limit }: z.output<typeof ListOptions>,
): Promise<{ items: z.input<typeof EpdOptionView>[]; total: number }> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const { catalogue, own } = await effectiveBook(tx, tenantId);
    const entry = catalogue.get(catalogueId);
    if (!entry) throw new NotFound("catalogue_entry_not_found", problemText("priceBooks.catalogueEntryGet"));
    const aliases = own.rows.find((row) => row.catalogueId === catalogueId)?.aliases ?? [];
    const asked = q ? [q] : [...LOCALES.map((locale) => entryName(entry.id, entry.name, locale)), ...aliases];
    const on = new Date();
    const all = await tx
      .select({ id: epds.id, names: epds.names, validUntil: epds.validUntil, version: epds.version })
      .from(epds)
      .where(eq(epds.tenantId, tenantId));
    const ranked = all
      .map((epd) => ({ ...epd, score: likeness(asked, Object.values(epd.names)) }))
      .filter(({ score }) => q === "" || score > 0)
      .sort(
        (a, b) =>
          b.score - a.score ||
          Number(isExpired(a.validUntil, on)) - Number(isExpired(b.validUntil, on)) ||
          b.version.localeCompare(a.version, "en") ||
          a.id.localeCompare(b.id, "en"),
      );
    const shown = ranked.slice(0, limit);
    const rows = await tx
      .select()
      .from(epds)
      .where(inArray(epds.id, shown.length > 0 ? shown.map(({ id }) => id) : [NOBODY]));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      total: ranked.length,
      items: shown.flatMap(({ id, score }) => {
        const epd = byId.get(id);
        if (!epd) return [];
        const scenarios = [...new Set(epd.modules.flatMap((row) => row.scenario ?? []))];
        const tried = [null, ...scenarios].map((scenario) =>
          epdFactor(entry, { epd, kind: "product", scenario }, { country: null, on }),
        );
        // One whose scenario is still to be chosen can be counted by once it is.
        const factor = tried.find((one) => !("refused" in one)) ?? tried[0];
        const presented = presentEpd(epd);
        return [
          {
            ...presented,
            score,
            scenarios,
            conversion: factor && !("refused" in factor) ? presentConversion(factor.conversion) : null,
            a1_a3_kg: factor && !("refused" in factor) ? factor.a1a3.kg : null,
            refused:
              factor && "refused" in factor
                ? refusalText(factor.refused, {
                    name: presented.name,
                    entry: entryName(entry.id, entry.name),
                    entryUnit: entry.unit,
                    unit: epd.unit,
                  })
                : null,
          },
        ];
      }),
    };
  });
}

/** No row has it. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
