import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { workItems } from "#db/schema/work-items.ts";
import { CLASS_5 } from "#lib/catalogue/default-catalogue.ts";
import { Conflict, Invalid, NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { buildUp, MACHINE_BASES, type MachineBasis } from "#lib/price-books/cwicr/build-up.ts";
import { editVersion } from "#lib/price-books/edit-version.ts";
import type { PriceBookView } from "#lib/price-books/list-price-books.ts";
import { nameProblems } from "#lib/price-books/own-catalogue.ts";
import { emptyRow, OwnEntry, OwnPrice, type OwnRow, rowProblems } from "#lib/price-books/own-row.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";
import { findLibrary, type LibraryRow, type WorkItemRow } from "./find-library.ts";
import { type AdoptionTerms, adoptionTerms } from "./terms.ts";
import { ATTRIBUTION } from "./views.ts";

const MOST_ITEMS = 500;

export const AdoptItems = z.strictObject({
  library_id: z.uuid(),
  /** By what machines are priced: their cost in the library, or their hours at one's own equipment rate. */
  machines: z.enum(MACHINE_BASES).default("cost"),
  items: z
    .array(
      z.strictObject({
        number: z.number().int().min(1),
        catalogue_id: z.string().min(1).max(100),
        /** Adds the entry to the catalogue as one's own. */
        entry: OwnEntry.optional(),
      }),
    )
    .min(1)
    .max(MOST_ITEMS),
});

/**
 * Prices entries of a price book version by work items of a library: makes the next version, as every edit does, in which
 * each entry's build-up is that of its item (`buildUp`), with edition, rate code and dates in its source. Prices in another
 * currency are converted by the exchange rate of the day that they are of. Throws `NotFound`, `Conflict`
 * (`exchange_rate_missing`, `work_item_library_not_ready`), `Invalid` (`work_items_invalid`) with every item that cannot
 * price its entry; then nothing is stored.
 */
export async function adoptItems(
  ctx: Ctx,
  base: string,
  input: z.output<typeof AdoptItems>,
): Promise<z.input<typeof PriceBookView>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const library = await findLibrary(tx, tenantId, input.library_id);
    if (library.status !== "ready")
      throw new Conflict("work_item_library_not_ready", problemText("workItems.notReady"));
    const terms = await adoptionTerms(tx, tenantId, library, base);
    if (terms.refused) throw new Conflict("exchange_rate_missing", terms.refused);
    const rows = await tx
      .select()
      .from(workItems)
      .where(
        and(
          eq(workItems.tenantId, tenantId),
          eq(workItems.libraryId, library.id),
          inArray(
            workItems.number,
            input.items.map(({ number }) => number),
          ),
        ),
      );
    const items = new Map(rows.map((row) => [row.number, row]));
    return editVersion(joined(ctx, tx), base, ({ rows: own, locations }) => {
      const next = new Map(own.map((row) => [row.catalogueId, row]));
      const issues: { path: string; message: string }[] = [];
      const seen = new Set<string>();
      for (const [at, asked] of input.items.entries()) {
        const item = items.get(asked.number);
        if (!item) throw new NotFound("work_item_not_found", problemText("workItems.itemNotFound"));
        const say = (message: string) => issues.push({ path: `items.${at}`, message });
        if (seen.has(asked.catalogue_id)) say(problemText("workItems.twice", { entry: asked.catalogue_id }));
        seen.add(asked.catalogue_id);
        const before = next.get(asked.catalogue_id) ?? emptyRow(asked.catalogue_id);
        const known = terms.book.catalogue.get(asked.catalogue_id);
        if (asked.entry && known)
          say(problemText("priceBooks.takenNewEntry", { catalogueId: asked.catalogue_id }));
        const unit = (asked.entry ?? known)?.unit;
        if (unit === undefined) {
          say(problemText("priceBooks.catalogueEntryAdd", { catalogueId: asked.catalogue_id }));
          continue;
        }
        const price = priceOf(item, library, terms, unit, input.machines);
        if (price === null) {
          say(
            problemText("workItems.otherUnit", {
              item: item.rateCode,
              unit: item.rateUnit,
              entry: asked.catalogue_id,
              entryUnit: unit,
            }),
          );
          continue;
        }
        const parsed = OwnPrice.safeParse(price);
        if (!parsed.success) {
          say(problemText("workItems.beyond", { item: item.rateCode, entry: asked.catalogue_id }));
          continue;
        }
        const after: OwnRow = { ...before, entry: asked.entry ?? before.entry, price: parsed.data };
        for (const { message } of rowProblems(after)) say(message);
        next.set(asked.catalogue_id, after);
      }
      const all = [...next.values()];
      for (const { message } of nameProblems(all)) issues.push({ path: "items", message });
      if (issues.length > 0)
        throw new Invalid("work_items_invalid", issues.map(({ message }) => message).join(" "), issues);
      return {
        own: { rows: all, locations },
        detail: {
          work_item_library: library.name,
          catalogue_ids: [...seen].slice(0, 50),
          work_items: input.items.length,
        },
      };
    });
  });
}

/**
 * The item as a price of one unit. It is somebody else's norm at another place's prices: low and high are those of the
 * built-in table's class (AACE 5, −30 and +50 %). Quantities have the norm's waste in them.
 */
function priceOf(
  item: WorkItemRow,
  library: LibraryRow,
  terms: AdoptionTerms,
  unit: OwnEntry["unit"],
  machines: MachineBasis,
): z.input<typeof OwnPrice> | null {
  const built = buildUp(item, {
    unit,
    machines,
    exchange: terms.exchange?.rate ?? "1",
    equipmentRate: terms.equipmentRate,
  });
  if (!built) return null;
  return {
    unit,
    material_price: built.materialPrice,
    labour_hours: built.labourHours,
    equipment_hours: built.equipmentHours,
    waste_allowance: "0",
    low_factor: CLASS_5.lowFactor,
    high_factor: CLASS_5.highFactor,
    source: sourceOf(item, library, terms, machines),
    placeholder: false,
    priced_on: library.pricedOn,
  };
}

const LONGEST_SOURCE = 300;

/** Edition, rate code, dates, and what was converted: data, the same in every language. */
function sourceOf(
  item: WorkItemRow,
  library: LibraryRow,
  { exchange, currency, equipmentRate }: AdoptionTerms,
  machines: MachineBasis,
): string {
  const parts = [
    `${ATTRIBUTION}: ${library.name}, ${item.rateCode} (${item.rateUnit})`,
    `prices of ${library.pricedOn}, taken ${new Date().toISOString().slice(0, 10)}`,
    ...(exchange ? [`${library.currency} × ${exchange.rate} = ${currency} (${exchange.period})`] : []),
    machines === "cost" ? `machines by cost at ${equipmentRate} ${currency}/h` : "machines by hours",
  ];
  return parts.join("; ").slice(0, LONGEST_SOURCE);
}
