import type { Translator } from "#lib/i18n/messages.ts";
import { numberTag } from "#lib/i18n/number-tag.ts";
import { wordsOf } from "#lib/i18n/words-of.ts";
import { currencyOfCountry, whereIs } from "../ranking/places.ts";
import { type PriceIndexSeries, type PriceLevels, periodAt } from "./price-levels.ts";

/** A time and a place whose prices a cost stands at. */
export interface Level {
  day: Date;
  location: string;
  place: string | null;
  locationFactor: number;
  currency: string;
}

export interface Levelling {
  /** What a cost at `from` is multiplied by to stand at `to`. */
  factor: number;
  /** Each part of it, in words. */
  explanation: string;
}

/**
 * From one time and place to another: price index of the cost's own place, ratio of the places' factors, and an exchange
 * rate where the currencies differ. Null: the currencies differ and no rate is known.
 */
export function levelBetween(from: Level, to: Level, levels: PriceLevels): Levelling | null {
  const exchange = exchangeBetween(from.currency, to.currency, to.day, levels);
  if (!exchange) return null;
  const t = wordsOf("likeness");
  const parts = [timePart(t, from, to, levels), placePart(from, to), exchange];
  return {
    factor: parts.reduce((product, { factor }) => product * factor, 1),
    explanation: parts.flatMap(({ text }) => (text === "" ? [] : [text])).join("; ") || t("level.same"),
  };
}

interface Part {
  factor: number;
  text: string;
}

function timePart(t: Translator<"likeness">, from: Level, to: Level, levels: PriceLevels): Part {
  const series = seriesFor(from, levels);
  if (!series) return { factor: 1, text: t("level.noIndex") };
  const [then, now] = [periodAt(series.values.keys(), from.day), periodAt(series.values.keys(), to.day)];
  const [before, after] = [series.values.get(then ?? ""), series.values.get(now ?? "")];
  if (!before || !after || then === now) return { factor: 1, text: "" };
  const factor = after / before;
  return {
    factor,
    text: t("level.index", {
      series: series.series,
      standing: series.placeholder ? "placeholder" : "own",
      before: then ?? "",
      after: now ?? "",
      factor: written(factor, 3),
    }),
  };
}

const written = (factor: number, digits: number) =>
  factor.toLocaleString(numberTag(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });

/** Of the place itself, of its country, of Europe for money of Europe, else of the currency's own country. */
export function seriesFor(
  { location, place, currency }: Pick<Level, "location" | "place" | "currency">,
  { series }: Pick<PriceLevels, "series">,
): PriceIndexSeries | null {
  const country = whereIs(location)?.country ?? (place === null ? null : whereIs(place)?.country) ?? null;
  const money = CURRENCY_SERIES[currency];
  const byCountry = country !== null && currencyOfCountry(country) === "EUR" ? "EU" : undefined;
  for (const name of [place, location, country, byCountry, money]) {
    const found = series.find((candidate) => same(candidate.series, name));
    if (found) return found;
  }
  return null;
}

const CURRENCY_SERIES: Record<string, string> = { USD: "US", EUR: "EU", GBP: "GB" };
const same = (series: string, name: string | null | undefined) =>
  name !== null && name !== undefined && series.toLowerCase() === name.toLowerCase();

function placePart(from: Level, to: Level): Part {
  if (!(from.locationFactor > 0) || !(to.locationFactor > 0) || from.locationFactor === to.locationFactor)
    return { factor: 1, text: "" };
  const factor = to.locationFactor / from.locationFactor;
  const name = ({ place, location }: Level) => place ?? location;
  return { factor, text: `${name(from)} → ${name(to)}: × ${written(factor, 3)}` };
}

function exchangeBetween(from: string, to: string, day: Date, { exchangeRates }: PriceLevels): Part | null {
  if (from === to) return { factor: 1, text: "" };
  const direct = rateAt(exchangeRates, from, to, day);
  const back = direct ?? inverse(rateAt(exchangeRates, to, from, day));
  return back === null ? null : { factor: back, text: `${from} → ${to}: × ${written(back, 4)}` };
}

function rateAt(rates: PriceLevels["exchangeRates"], from: string, to: string, day: Date): number | null {
  const known = rates.filter((rate) => rate.from === from && rate.to === to);
  const period = periodAt(
    known.map((rate) => rate.period),
    day,
  );
  return known.find((rate) => rate.period === period)?.rate ?? null;
}

const inverse = (rate: number | null) => (rate === null ? null : 1 / rate);
