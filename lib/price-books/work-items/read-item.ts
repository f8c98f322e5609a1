import type { z } from "zod";
import { buildUp } from "#lib/price-books/cwicr/build-up.ts";
import { candidatesOf } from "#lib/search/materials/matcher.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findItem, findLibrary } from "./find-library.ts";
import { presentItem, presentLibrary } from "./present.ts";
import { nameOfEntry, placeText, suggestEntries } from "./suggest.ts";
import { adoptionTerms } from "./terms.ts";
import type { WorkItemDetail } from "./views.ts";

const RANKED = 20;

/**
 * A work item with its resources, and the entries of the active price book that it could price, each with its build-up by
 * the machines' cost. Throws `NotFound`.
 */
export async function readItem(
  ctx: Ctx,
  libraryId: string,
  number: number,
): Promise<z.input<typeof WorkItemDetail>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  const { library, item, terms } = await ctx.transaction(async (tx) => {
    const library = await findLibrary(tx, tenantId, libraryId);
    const item = await findItem(tx, tenantId, libraryId, number);
    return { library, item, terms: await adoptionTerms(tx, tenantId, library) };
  });
  const { catalogue, names } = terms.book;
  const [byName = [], byPlace = []] = await candidatesOf(
    { tenantId, book: { catalogue, names }, remembered: new Map() },
    [item.name, placeText(item.places)],
    RANKED,
  );
  const { id, name, currency, priced_on, attribution, imported_at } = presentLibrary(library);
  return {
    ...presentItem(item),
    library: { id, name, currency, priced_on, attribution, imported_at },
    places: item.places,
    composition: item.composition,
    resources: item.resources,
    suggestions: suggestEntries(item, byName, byPlace, catalogue).flatMap((suggested) => {
      const entry = catalogue.get(suggested.catalogueId);
      if (!entry) return [];
      const built = terms.refused
        ? null
        : buildUp(item, {
            unit: entry.unit,
            machines: "cost",
            exchange: terms.exchange?.rate ?? "1",
            equipmentRate: terms.equipmentRate,
          });
      return [
        {
          catalogue_id: entry.id,
          name: nameOfEntry(catalogue, entry.id),
          unit: entry.unit,
          master_format: entry.codes.masterFormat,
          uni_format: entry.codes.uniFormat,
          score: suggested.score,
          reasons: suggested.reasons,
          build_up: built && {
            material_price: built.materialPrice,
            labour_hours: built.labourHours,
            equipment_hours: built.equipmentHours,
          },
        },
      ];
    }),
    terms: {
      currency: terms.currency,
      equipment_rate: terms.equipmentRate,
      exchange: terms.exchange,
      refused: terms.refused,
    },
  };
}
