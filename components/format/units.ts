import { formatWords } from "./locale.ts";
import {
  formatFigure,
  formatQuantity,
  NONE,
  type QuantityOptions,
  type QuantityUnit,
  unitSymbol,
} from "./numbers.ts";

/**
 * The one place where SI quantities become those that the organisation reads. The API and whatever is typed into tables of
 * prices stay SI. Factors are exact by definition (international foot and pound, 1959). Carbon stays kilograms and
 * tonnes of CO₂e everywhere, as declarations have it; only the area it is divided by follows.
 */
export const UNIT_SYSTEMS = ["metric", "imperial"] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

interface Shown {
  /** Null: the word for it, of the reader's language. */
  symbol: string | null;
  /** How many of the shown unit one SI unit is. */
  perSi: number;
}

const FOOT = 0.3048;
const POUND = 0.453_592_37;
const CUBIC_FEET_A_YARD = 27;
const POUNDS_A_TON = 2000;

const IMPERIAL: Partial<Record<QuantityUnit, Shown>> = {
  m: { symbol: "ft", perSi: 1 / FOOT },
  m2: { symbol: "ft²", perSi: 1 / FOOT ** 2 },
  m3: { symbol: "yd³", perSi: 1 / FOOT ** 3 / CUBIC_FEET_A_YARD },
  kg: { symbol: "lb", perSi: 1 / POUND },
  t: { symbol: null, perSi: 1000 / POUND / POUNDS_A_TON },
};

function shown(unit: QuantityUnit, system: UnitSystem): { symbol: string; perSi: number } {
  const imperial = system === "imperial" ? IMPERIAL[unit] : undefined;
  if (!imperial) return { symbol: unitSymbol(unit), perSi: 1 };
  return { symbol: imperial.symbol ?? formatWords().imperial.t, perSi: imperial.perSi };
}

/** What pages call; a system's functions never change, so they may be dependencies of memos. */
export interface Units {
  system: UnitSystem;
  /** "m³" or "yd³": for headers of columns. */
  symbol(unit: QuantityUnit): string;
  /** The figure alone, in the unit of `symbol`. */
  figure(value: number | null | undefined, unit: QuantityUnit, options?: QuantityOptions): string;
  /** With its unit, always that of `symbol`. */
  quantity(value: number | null | undefined, unit: QuantityUnit, options?: QuantityOptions): string;
  /** A volume in m³; in cubic feet below a cubic yard. */
  volume(m3: number | null | undefined, options?: QuantityOptions): string;
  /** A mass in kg; in tonnes or short tons from one on. */
  mass(kg: number | null | undefined, options?: QuantityOptions): string;
  /** Carbon per floor area, given per m². */
  carbonPerArea(kgPerM2: number | null | undefined, options?: QuantityOptions): string;
  /** A price per SI unit as one per shown unit, as a decimal text; nothing else is rounded than its last digits. */
  pricePer(amount: string, unit: QuantityUnit): string;
  /** What a person typed in the shown unit, in SI. */
  toSi(value: number, unit: QuantityUnit): number;
  /** An SI value in the shown unit, for a field that is filled in. */
  fromSi(value: number, unit: QuantityUnit): number;
}

function unitsOf(system: UnitSystem): Units {
  const fromSi = (value: number, unit: QuantityUnit) => value * shown(unit, system).perSi;
  const converted = (value: number | null | undefined, unit: QuantityUnit) =>
    value === null || value === undefined ? value : fromSi(value, unit);
  const figure: Units["figure"] = (value, unit, options) => formatFigure(converted(value, unit), options);
  const quantity: Units["quantity"] = (value, unit, options) => {
    const { symbol, perSi } = shown(unit, system);
    if (perSi === 1) return formatQuantity(value, unit, options);
    const text = figure(value, unit, options);
    return text === NONE ? NONE : `${text} ${symbol}`;
  };
  return {
    system,
    symbol: (unit) => shown(unit, system).symbol,
    figure,
    quantity,
    volume: (m3, options) => {
      const yards = converted(m3, "m3");
      if (system === "metric" || !yards || Math.abs(yards) >= 1 - 1e-9) return quantity(m3, "m3", options);
      return `${formatFigure(yards * CUBIC_FEET_A_YARD, options)} ft³`;
    },
    mass: (kg, options) => {
      const heavy = system === "imperial" ? POUNDS_A_TON * POUND : 1000;
      if (kg === null || kg === undefined || Math.abs(kg) < heavy) return quantity(kg, "kg", options);
      return quantity(kg / 1000, "t", options);
    },
    carbonPerArea: (kgPerM2, options) => {
      const { symbol, perSi } = shown("m2", system);
      const text = formatFigure(
        kgPerM2 === null || kgPerM2 === undefined ? kgPerM2 : kgPerM2 / perSi,
        options,
      );
      return text === NONE ? NONE : `${text} kgCO₂e/${symbol}`;
    },
    pricePer: (amount, unit) => {
      const { perSi } = shown(unit, system);
      return perSi === 1 ? amount : (Number(amount) / perSi).toFixed(6);
    },
    toSi: (value, unit) => value / shown(unit, system).perSi,
    fromSi,
  };
}

export const UNITS: Readonly<Record<UnitSystem, Units>> = {
  metric: unitsOf("metric"),
  imperial: unitsOf("imperial"),
};
