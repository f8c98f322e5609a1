import { entryName } from "#lib/catalogue/entry-name.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import type { WorkItemPlace } from "#lib/price-books/cwicr/types.ts";
import { unitRatio } from "#lib/price-books/cwicr/units.ts";
import type { Candidate, Evidence } from "#lib/search/materials/rank-entries.ts";
import type { WorkItemRow } from "./find-library.ts";

/** What speaks for an entry beside the words. */
export type Reason = Evidence | "unit" | "division";

export interface Suggested {
  catalogueId: string;
  score: number;
  reasons: Reason[];
  /** Whether it can be priced by the item. */
  fits: boolean;
}

const SHOWN = 8;
/** Of an entry that is measured otherwise: it is shown, since the words may be all that a person goes by. */
const OTHER_UNIT = 0.35;
/** What is left of the doubt where the place of the item says the same division of MasterFormat as the entry's code. */
const SAME_DIVISION = 0.7;

/**
 * Entries that a work item could price, the likeliest first: by its name (`byName`, as names in models are matched), by its
 * unit, and by whether the entries that its section's name means (`byPlace`) are of the same division of MasterFormat.
 */
export function suggestEntries(
  item: Pick<WorkItemRow, "priceUnit">,
  byName: readonly Candidate[],
  byPlace: readonly Candidate[],
  catalogue: Catalogue,
): Suggested[] {
  const divisions = divisionsOf(byPlace, catalogue);
  return byName
    .flatMap(({ catalogueId, score, because }) => {
      const entry = catalogue.get(catalogueId);
      if (!entry) return [];
      const fits = item.priceUnit !== null && unitRatio(item.priceUnit, entry.unit) !== null;
      const sameDivision = divisions.has(divisionOf(entry.codes.masterFormat) ?? "");
      const byWords = sameDivision ? 1 - (1 - score) * SAME_DIVISION : score;
      const reasons: Reason[] = [
        because,
        ...(fits ? (["unit"] as const) : []),
        ...(sameDivision ? (["division"] as const) : []),
      ];
      return [{ catalogueId, score: rounded(fits ? byWords : byWords * OTHER_UNIT), reasons, fits }];
    })
    .sort((a, b) => b.score - a.score || (a.catalogueId < b.catalogueId ? -1 : 1))
    .slice(0, SHOWN);
}

/** Where the item stands, innermost first, as a name that entries are ranked by. */
export const placeText = (places: readonly WorkItemPlace[]) =>
  places
    .filter(({ level }) => level !== "category")
    .map(({ name }) => name)
    .reverse()
    .join(", ");

/** Of the entries that the words of a place mean most. */
export function divisionsOf(byPlace: readonly Candidate[], catalogue: Catalogue): Set<string> {
  return new Set(
    byPlace
      .slice(0, 3)
      .flatMap(({ catalogueId }) => divisionOf(catalogue.get(catalogueId)?.codes.masterFormat ?? null) ?? []),
  );
}

/** The first two digits of a MasterFormat code: 03 is concrete. */
export const divisionOf = (code: string | null): string | null => /^\d{2}/.exec(code ?? "")?.[0] ?? null;

export const rounded = (score: number) => Math.round(score * 1000) / 1000;

/** As people know the entry, in the language of the request. */
export const nameOfEntry = (catalogue: Catalogue, id: string): string =>
  entryName(id, catalogue.get(id)?.name ?? id);
