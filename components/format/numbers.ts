import { formatWords, numberLocale } from "./locale.ts";

/**
 * Numbers as people read them. One place, so that a quantity looks the same in every table.
 * The reader's language decides separators and words; units are SI.
 */
export type QuantityUnit = "m" | "m2" | "m3" | "kg" | "t" | "pcs" | "h";

const SYMBOLS = { m: "m", m2: "m²", m3: "m³", kg: "kg", t: "t" } as const;

/** What stands for a value that is not there. */
export const NONE = "–";

export interface QuantityOptions {
  /** Significant digits at most; the integer part is never cut. 3 unless told; 2 suits a doubtful value. */
  digits?: number;
  /** Marks a value that could not be confirmed with "≈" and one digit fewer. */
  doubtful?: boolean;
  locale?: string;
}

/** A quantity with its unit, e.g. `formatQuantity(5.6437, "m3")` = "5.64 m³". Null: a dash. */
export function formatQuantity(
  value: number | null | undefined,
  unit: QuantityUnit,
  options: QuantityOptions = {},
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const figure = formatSignificant(
    value,
    unit === "pcs" ? Math.max(options.digits ?? 0, 9) : undefined,
    options,
  );
  return `${figure} ${unitSymbol(unit)}`;
}

/** The figure alone, for columns that carry their unit in the header. */
export function formatFigure(value: number | null | undefined, options: QuantityOptions = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  return formatSignificant(value, undefined, options);
}

/** Unit as it is written: "m³" for "m3". */
export function unitSymbol(unit: QuantityUnit): string {
  return unit === "pcs" || unit === "h" ? formatWords().units[unit] : SYMBOLS[unit];
}

/** A mass in kg, from a tonne on in t: `formatMass(12_340)` = "12.3 t". */
export function formatMass(kg: number | null | undefined, options: QuantityOptions = {}): string {
  if (kg === null || kg === undefined) return NONE;
  return Math.abs(kg) >= 1000 ? formatQuantity(kg / 1000, "t", options) : formatQuantity(kg, "kg", options);
}

/** Greenhouse gas in kg CO₂e, from a tonne on in t: `formatCarbon(12_340)` = "12.3 tCO₂e". */
export function formatCarbon(kg: number | null | undefined, options: QuantityOptions = {}): string {
  if (kg === null || kg === undefined || !Number.isFinite(kg)) return NONE;
  const tonnes = Math.abs(kg) >= 1000;
  return `${formatSignificant(tonnes ? kg / 1000 : kg, undefined, options)} ${tonnes ? "t" : "kg"}CO₂e`;
}

/** Carbon per floor area, kg CO₂e/m². */
export function formatCarbonIntensity(
  kgPerM2: number | null | undefined,
  options: QuantityOptions = {},
): string {
  if (kgPerM2 === null || kgPerM2 === undefined || !Number.isFinite(kgPerM2)) return NONE;
  return `${formatSignificant(kgPerM2, undefined, options)} kgCO₂e/m²`;
}

/** A whole number with separators. */
export function formatCount(value: number, locale = numberLocale()): string {
  return formatter(locale, { maximumFractionDigits: 0 }).format(value);
}

/** "1 file", "3 files"; `many` where an "s" does not make it. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A share of 0 to 1, e.g. "94%". Never "100%" or "0%" for what is only nearly so. */
export function formatPercent(share: number | null | undefined, locale = numberLocale()): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE;
  const format = formatter(locale, { style: "percent", maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) return `<${format.format(0.01)}`;
  if (share < 1 && share > 0.99) return `>${format.format(0.99)}`;
  return format.format(share);
}

const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes in powers of 1024, as the plans count them: `formatBytes(5 * 2 ** 30)` = "5 GiB". */
export function formatBytes(bytes: number, locale = numberLocale()): string {
  let value = Math.abs(bytes);
  let unit = 0;
  while (value >= 1023.95 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const fraction = unit === 0 || value >= 100 ? 0 : 1;
  return `${formatter(locale, { maximumFractionDigits: fraction }).format(Math.sign(bytes) * value)} ${BYTE_UNITS[unit]}`;
}

function formatSignificant(
  value: number,
  digits: number | undefined,
  { digits: wanted = 3, doubtful = false, locale = numberLocale() }: QuantityOptions,
): string {
  const significant = digits ?? (doubtful ? Math.max(1, wanted - 1) : wanted);
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const fraction = Math.min(6, Math.max(0, significant - 1 - magnitude));
  return `${doubtful ? "≈ " : ""}${formatter(locale, { maximumFractionDigits: fraction }).format(value)}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one costs more than a hundred uses of it. */
export function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}
