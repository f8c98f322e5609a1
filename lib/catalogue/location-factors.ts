import { keptText } from "#lib/i18n/kept-text.ts";
import type { DecimalString } from "./decimal.ts";

/** Cost level of a place against the price book's own level (1). */
export interface LocationFactor {
  name: string;
  /** Other names it is found by. */
  aliases: string[];
  factor: DecimalString;
  source: string;
  /** Not verified: shown as such. */
  placeholder: boolean;
}

export interface LocationMatch {
  /** The location as asked for; null when none was. */
  asked: string | null;
  /** The table's name of it, or null when the table does not know it; then the factor is 1. */
  name: string | null;
  factor: DecimalString;
  source: string;
  placeholder: boolean;
}

const UFC =
  "UFC 3-701-06 (30 March 2006), table 4A, area cost factor. Made for military budgets and dated: take your own";
const GUESS = keptText("placeholder_factor");

const published = (name: string, factor: DecimalString): LocationFactor => ({
  name,
  aliases: [],
  factor,
  source: UFC,
  placeholder: true,
});
const guess = (name: string, factor: DecimalString, ...aliases: string[]): LocationFactor => ({
  name,
  aliases,
  factor,
  source: GUESS,
  placeholder: true,
});

/** The committed default table, level 1 = US average. A tenant's own factors stand before it. */
export const DEFAULT_LOCATION_FACTORS: readonly LocationFactor[] = [
  {
    name: "US average",
    aliases: ["united states", "usa", "us"],
    factor: "1",
    source: "base of the default book",
    placeholder: false,
  },
  published("Louisville", "0.94"),
  published("Lexington", "0.87"),
  published("New Orleans", "1.01"),
  published("Shreveport", "0.88"),
  published("Bangor", "1.08"),
  published("Portland, Maine", "1.04"),
  guess("New York", "1.30", "new york city", "nyc"),
  guess("San Francisco", "1.30"),
  guess("Los Angeles", "1.15"),
  guess("Boston", "1.20"),
  guess("Chicago", "1.15"),
  guess("Seattle", "1.10"),
  guess("Washington", "1.05", "washington dc"),
  guess("Denver", "0.95"),
  guess("Houston", "0.90"),
  guess("Dallas", "0.90"),
  guess("Atlanta", "0.90"),
  guess("Miami", "0.95"),
  guess("Phoenix", "0.90"),
  guess("Honolulu", "1.40"),
  guess("Toronto", "1.00"),
  guess("London", "1.25"),
  guess("Paris", "1.10"),
  guess("Berlin", "1.00"),
  guess("Munich", "1.10", "munchen"),
  guess("Hamburg", "1.05"),
  guess("Vienna", "1.00", "wien"),
  guess("Zurich", "1.45"),
  guess("Amsterdam", "1.05"),
  guess("Brussels", "1.00", "bruxelles", "brussel"),
  guess("Copenhagen", "1.15", "kobenhavn"),
  guess("Stockholm", "1.15"),
  guess("Oslo", "1.25"),
  guess("Helsinki", "1.10"),
  guess("Madrid", "0.75"),
  guess("Barcelona", "0.75"),
  guess("Milan", "0.85", "milano"),
  guess("Lisbon", "0.65", "lisboa"),
  guess("Warsaw", "0.60", "warszawa"),
  guess("Prague", "0.65", "praha"),
];

/**
 * Finds a location's factor by name, case and diacritics aside, the part before a comma included ("Berlin, Germany").
 * `own` factors stand first. An unknown or missing location has the factor 1 and `name` null: say so to the reader.
 */
export function findLocation(asked: string | null, own: readonly LocationFactor[] = []): LocationMatch {
  const table = [...own, ...DEFAULT_LOCATION_FACTORS];
  const wanted = asked === null ? [] : [normalise(asked), normalise(asked.split(",")[0] ?? "")];
  const found = wanted
    .filter((name) => name !== "")
    .map((name) => table.find((row) => [row.name, ...row.aliases].some((known) => normalise(known) === name)))
    .find((row) => row !== undefined);
  if (!found) {
    const source = asked ? keptText("location_unknown") : keptText("location_missing");
    return { asked, name: null, factor: "1", source, placeholder: false };
  }
  return {
    asked,
    name: found.name,
    factor: found.factor,
    source: found.source,
    placeholder: found.placeholder,
  };
}

/** What a place is found by: its name and its other names, each with the form that is compared. */
export function locationNames({
  name,
  aliases,
}: Pick<LocationFactor, "name" | "aliases">): { name: string; key: string }[] {
  return [name, ...aliases].map((known) => ({ name: known, key: normalise(known) }));
}

function normalise(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll("ø", "o")
    .trim();
}
