import { z } from "zod";
import { locationNames } from "#lib/catalogue/location-factors.ts";
import { activeLocale } from "#lib/i18n/active-locale.ts";
import countries from "./data/countries.json" with { type: "json" };
import table from "./data/places.json" with { type: "json" };
import usStates from "./data/us-states.json" with { type: "json" };
import { remembered } from "./remember.ts";
import { Vocabulary } from "./spelling.ts";

/** Where a location is, as far as its words tell. */
export interface Whereabouts {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Null: only the country is known. */
  city: { name: string; region: string; latitude: number; longitude: number } | null;
}

interface City {
  country: string;
  city: NonNullable<Whereabouts["city"]>;
}

/** Name, country, region, latitude, longitude, other names. */
const Table = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.number(), z.number(), z.array(z.string()).optional()]),
);

const CITIES = citiesByName();
const COUNTRIES = countriesByName();
const SPELLED = new Vocabulary(CITIES.keys());
/** By the first word of a longer name, where it is long enough to tell: `Bernau bei Berlin`. */
const BEGINNINGS = new Map(
  [...CITIES].reverse().flatMap(([name, cities]) => {
    const [first = ""] = name.split(" ");
    return first.length >= 5 && first !== name && !CITIES.has(first) ? [[first, cities] as const] : [];
  }),
);
const STATES = new Map(Object.entries(usStates).map(([name, code]) => [keyOf(name), code]));

/**
 * Finds a location such as `Munich`, `Köln, Deutschland`, `1012 Amsterdam` or `US average` among the cities and towns of
 * the table and the names of countries (data/SOURCES.md), slips of spelling forgiven. Null: neither is known.
 */
export const whereIs = remembered((location: string): Whereabouts | null => {
  const words = [location, ...location.split(/[,;/()|–-]+/)].map((part) => part.trim());
  const parts = words.map(keyOf).filter((key) => key !== "");
  const country = parts.map((part) => COUNTRIES.get(part)).find((found) => found !== undefined);
  const cities = parts.flatMap((part) => CITIES.get(part) ?? []);
  if (cities.length === 0) cities.push(...parts.slice(0, 2).flatMap(citiesLike));
  const codes = new Set(words.flatMap((word) => STATES.get(keyOf(word)) ?? word));
  const hinted = cities.find(
    ({ country: of, city }) => codes.has(of) || (of === "US" && codes.has(city.region)),
  );
  const inCountry = cities.find((found) => found.country === country);
  const city =
    (inCountry && hinted?.country === country ? hinted : inCountry) ??
    (country ? null : (hinted ?? cities[0]));
  if (city) return city;
  return country ? { country, city: null } : null;
});

/** Postal codes and districts aside, then the first words alone, then a slip of spelling. */
function citiesLike(part: string): City[] {
  const short = SHORT.get(part);
  const named = (short ?? part)
    .split(" ")
    .filter((word) => !/\d/.test(word) && !["greater", "stadt", "gemeente"].includes(word));
  for (let count = named.length; count > 0; count--) {
    const key = named.slice(0, count).join(" ").replace(/^st /, "sankt ");
    if (count < named.length && key.length < 5) break;
    const found = CITIES.get(key) ?? CITIES.get(folded(key)) ?? BEGINNINGS.get(key);
    if (found) return found;
  }
  const near = SPELLED.nearest(named.join(" "));
  return near === null ? [] : (CITIES.get(near) ?? []);
}

/** How people shorten the names of cities. */
const SHORT = new Map([
  ["a dam", "amsterdam"],
  ["r dam", "rotterdam"],
  ["hh", "hamburg"],
  ["bln", "berlin"],
  ["ffm", "frankfurt am main"],
  ["muc", "munich"],
  ["lpz", "leipzig"],
  ["ibk", "innsbruck"],
  ["wr neustadt", "wiener neustadt"],
  ["sf", "san francisco"],
]);

/** `Luebeck` and `Lübeck` are one. */
function folded(key: string): string {
  return key.replaceAll(/([aou])e/g, "$1");
}

export function currencyOfCountry(country: string): string | null {
  return COUNTRY_FACTS.get(country)?.currency ?? null;
}

export function areNeighbours(a: string, b: string): boolean {
  return COUNTRY_FACTS.get(a)?.neighbours.includes(b) ?? false;
}

/** As the crow flies, km. */
export function distanceKm(a: NonNullable<Whereabouts["city"]>, b: NonNullable<Whereabouts["city"]>): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((b.latitude - a.latitude) * rad) / 2);
  const sinLon = Math.sin(((b.longitude - a.longitude) * rad) / 2);
  const h = sinLat ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * sinLon ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

const EARTH_RADIUS_KM = 6371;

/** In the language of the request. */
export const countryName = (country: string): string => nameIn(activeLocale())(country);

const nameIn = remembered((locale: string) => {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return (country: string): string => names.of(country) ?? country;
});

/** The table stands largest first, so that a name means the largest place that has it. */
function citiesByName(): Map<string, City[]> {
  const found = new Map<string, City[]>();
  for (const [name, country, region, latitude, longitude, others = []] of Table.parse(table)) {
    const city = { country, city: { name, region, latitude, longitude } };
    for (const known of [name, ...others]) {
      for (const key of new Set([keyOf(known), folded(keyOf(known))]))
        found.set(key, [...(found.get(key) ?? []), city]);
    }
  }
  return found;
}

function countriesByName(): Map<string, string> {
  const found = new Map<string, string>([
    ["us average", "US"],
    ["usa", "US"],
    ["us", "US"],
    ["uk", "GB"],
    ["england", "GB"],
    ["scotland", "GB"],
    ["wales", "GB"],
    ["holland", "NL"],
  ]);
  for (const language of ["en", "de", "nl", "fr", "es", "it", "pt", "pl", "sv", "da", "nb", "cs"]) {
    const names = new Intl.DisplayNames(language, { type: "region" });
    for (const country of Object.keys(countries)) {
      const key = keyOf(names.of(country) ?? "");
      if (key !== "" && !found.has(key)) found.set(key, country);
    }
  }
  return found;
}

/** Continent, currency, neighbours. */
const Facts = z.record(z.string(), z.tuple([z.string(), z.string(), z.array(z.string())]));
const COUNTRY_FACTS = new Map(
  Object.entries(Facts.parse(countries)).map(([country, [, currency, neighbours]]) => [
    country,
    { currency, neighbours },
  ]),
);

function keyOf(name: string): string {
  return locationNames({ name, aliases: [] })[0]?.key ?? "";
}
