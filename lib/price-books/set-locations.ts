import { z } from "zod";
import { locationNames } from "#lib/catalogue/location-factors.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { editVersion } from "./edit-version.ts";
import type { PriceBookView } from "./list-price-books.ts";
import { OwnLocation } from "./own-row.ts";

const MAX_LOCATIONS = 1000;

/** All the places of the tenant's own; the built-in table stands behind them. */
export const SetLocations = z.strictObject({
  locations: z
    .array(OwnLocation)
    .max(MAX_LOCATIONS, issueText("priceBooks.mostPlaces", { maxLocations: MAX_LOCATIONS })),
});

/**
 * Replaces the tenant's own location factors: makes the next version out of the base version. It is active when its base
 * was. Throws `NotFound` for an unknown version, `Invalid` (`location_taken`) for a place that stands twice.
 */
export async function setLocations(
  ctx: Ctx,
  base: string,
  { locations }: z.output<typeof SetLocations>,
): Promise<z.input<typeof PriceBookView>> {
  return editVersion(ctx, base, ({ rows }) => {
    const problems = locationProblems(locations);
    if (problems.length > 0)
      throw new Invalid(
        "location_taken",
        problems.map(({ message }) => message).join(" "),
        problems.map(({ index, message }) => ({ path: `locations.${index}.name`, message })),
      );
    return { own: { rows, locations }, detail: { locations: locations.map(({ name }) => name) } };
  });
}

/** Names that two places claim, spelling aside; a sentence each. */
export function locationProblems(locations: readonly OwnLocation[]): { index: number; message: string }[] {
  const owner = new Map<string, number>();
  return locations.flatMap((location, index) =>
    locationNames(location).flatMap(({ name, key }) => {
      if (key === "") return [{ index, message: problemText("priceBooks.lettersFindAnother", { name }) }];
      const other = owner.get(key);
      owner.set(key, index);
      return other === undefined || other === index
        ? []
        : [{ index, message: problemText("priceBooks.standsTwiceKeep", { name }) }];
    }),
  );
}
