import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { baseEntry, withOwn } from "#lib/price-books/own-catalogue.ts";
import type { OwnRow } from "#lib/price-books/own-row.ts";
import { epdFactor, type FactorRefusal, nameOf } from "./epd-factor.ts";

/**
 * Throws `Invalid` (`epd_impossible`) where an entry cannot be counted by the declaration that was chosen for it: it has
 * another unit than the data set converts to, or lost its mass.
 */
export function requireCountable(rows: readonly OwnRow[]): void {
  const issues = rows.flatMap((row) => {
    const base = row.epd && baseEntry(row);
    if (!row.epd || !base) return [];
    const entry = withOwn(base, row);
    const factor = epdFactor(entry, row.epd, { country: null, on: new Date() });
    if (!("refused" in factor)) return [];
    const values = {
      name: nameOf(row.epd.epd.names),
      entry: entry.name,
      entryUnit: entry.unit,
      unit: row.epd.epd.unit,
    };
    return [{ path: row.catalogueId, message: refusalText(factor.refused, values) }];
  });
  if (issues.length > 0)
    throw new Invalid("epd_impossible", issues.map(({ message }) => message).join(" "), issues);
}

/** Why, and what would help, in the language of the request. */
export const refusalText = (
  why: FactorRefusal,
  values: { name: string; entry: string; entryUnit: string; unit: string },
): string => problemText(`epd.refused.${why}`, values);
