import { z } from "zod";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { Invalid, NotFound } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { editVersion } from "./edit-version.ts";
import type { PriceBookView } from "./list-price-books.ts";
import { nameProblems } from "./own-catalogue.ts";
import {
  Aliases,
  emptyRow,
  isEmpty,
  OwnEntry,
  OwnFactor,
  OwnMass,
  OwnPrice,
  type OwnRow,
  OwnSiteWaste,
  rowProblems,
} from "./own-row.ts";
import { today, withDay } from "./with-day.ts";

/** What is left out stays as it is in the base version; null goes back to the built-in value. */
export const EditPriceBookRow = z
  .strictObject({
    /** Adds the entry to the catalogue, or changes one that was added. */
    entry: OwnEntry.optional(),
    price: OwnPrice.nullable().optional(),
    factor: OwnFactor.nullable().optional(),
    mass: OwnMass.nullable().optional(),
    site_waste: OwnSiteWaste.nullable().optional(),
    aliases: Aliases.optional(),
    /** Refuses an id that is taken already, so that a new entry never replaces another. */
    create: z.boolean().optional(),
  })
  .refine(
    ({ create: _, ...edit }) => Object.values(edit).some((value) => value !== undefined),
    issueText("priceBooks.priceFactorMass"),
  );

/**
 * Changes one entry, or adds one of the tenant's own: makes the next version out of the base version with this entry
 * replaced. It is active when its base was. Throws `NotFound` for an unknown version or entry, `Invalid`
 * (`price_unit_wrong`, `price_book_entry_invalid`) with what to mend.
 */
export async function editPriceBookRow(
  ctx: Ctx,
  base: string,
  catalogueId: string,
  edit: z.output<typeof EditPriceBookRow>,
): Promise<z.input<typeof PriceBookView>> {
  return editVersion(ctx, base, ({ rows, locations }) => {
    const before = rows.find((row) => row.catalogueId === catalogueId);
    if (edit.create && (before?.entry || DEFAULT_CATALOGUE.has(catalogueId)))
      throw invalid([{ path: "id", message: problemText("priceBooks.takenNewEntry", { catalogueId }) }]);
    if (!edit.entry) requireEntry(before, catalogueId);
    const after = changed(before ?? emptyRow(catalogueId), edit);
    const kept = rows.filter((row) => row.catalogueId !== catalogueId);
    const all = isEmpty(after) ? kept : [...kept, after];
    const problems = [
      ...rowProblems(after),
      ...nameProblems(all)
        .slice(0, 1)
        .map(({ message }) => ({ path: "aliases", message })),
    ];
    if (problems.length > 0) throw invalid(problems);
    return { own: { rows: all, locations }, detail: { catalogue_id: catalogueId } };
  });
}

/** Takes an entry of the tenant's own out of the next version, or gives a built-in one all its built-in values back. */
export async function removePriceBookRow(
  ctx: Ctx,
  base: string,
  catalogueId: string,
): Promise<z.input<typeof PriceBookView>> {
  return editVersion(ctx, base, ({ rows, locations }) => {
    requireEntry(
      rows.find((row) => row.catalogueId === catalogueId),
      catalogueId,
    );
    const kept = rows.filter((row) => row.catalogueId !== catalogueId);
    return { own: { rows: kept, locations }, detail: { catalogue_id: catalogueId, removed: true } };
  });
}

function requireEntry(own: OwnRow | undefined, catalogueId: string): void {
  if (own?.entry || DEFAULT_CATALOGUE.has(catalogueId)) return;
  throw new NotFound("catalogue_entry_not_found", problemText("priceBooks.catalogueEntryGet"));
}

function changed(before: OwnRow, edit: z.output<typeof EditPriceBookRow>): OwnRow {
  const pick = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  return {
    catalogueId: before.catalogueId,
    entry: pick(edit.entry, before.entry),
    price: edit.price ? withDay(edit.price, before.price, today()) : pick(edit.price, before.price),
    factor: pick(edit.factor, before.factor),
    mass: pick(edit.mass, before.mass),
    siteWaste: pick(edit.site_waste, before.siteWaste),
    aliases: pick(edit.aliases, before.aliases),
    epd: before.epd,
  };
}

function invalid(problems: { path: string; message: string }[]): Invalid {
  const unit = problems.some(({ path }) => path === "price.unit");
  return new Invalid(
    unit ? "price_unit_wrong" : "price_book_entry_invalid",
    problems.map(({ message }) => message).join(" "),
    problems,
  );
}
