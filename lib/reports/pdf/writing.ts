import { formatMoney } from "#components/format/money.ts";
import { formatCarbon, formatFigure, formatPercent } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { UNITS, type Units } from "#components/format/units.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { Report } from "../report-data.ts";
import type { ReportWords } from "../words/report-words.ts";

/** How the figures of one report are written: in its language, its currency, the organisation's units. */
export interface Writing {
  t: ReportWords;
  units: Units;
  /** What people remember: three digits, "$1.24M". */
  rough(minor: number): string;
  /** Without minor units, for sums. */
  whole(minor: number): string;
  /** To the minor unit, for lines. */
  exact(minor: number): string;
  /** A rate per SI unit as one per the unit that is shown, to the minor unit. */
  rate(amount: string, unit: Parameters<Units["pricePer"]>[1]): string;
  factor(text: string): string;
  carbon(grams: number): string;
  percent(share: number | string): string;
  day(moment: Date): string;
}

/** Written in the active locale (lib/i18n/request-locale.ts). */
export function writingOf({ estimate, organisation }: Report, t: ReportWords): Writing {
  const { currency, minorDigits } = estimate;
  const units = UNITS[organisation.units];
  const money = (minor: number, precision: "compact" | "whole" | "exact") =>
    formatMoney({ amount: minorToDecimal(minor, minorDigits), currency }, { precision });
  return {
    t,
    units,
    rough: (minor) => money(minor, "compact"),
    whole: (minor) => money(minor, "whole"),
    exact: (minor) => money(minor, "exact"),
    rate: (amount, unit) =>
      formatMoney({ amount: units.pricePer(amount, unit), currency }, { precision: "minor" }),
    factor: (text) => formatFigure(Number(text), { digits: 4 }),
    carbon: (grams) => formatCarbon(grams / 1000),
    percent: (share) => formatPercent(Number(share)),
    day: (moment) => formatDate(moment),
  };
}
