import { codesOf } from "#lib/catalogue/codes.ts";
import { apportion, type DecimalString, decimal, round, sum, toInteger } from "#lib/catalogue/decimal.ts";
import type { EffectivePriceBook, EffectiveRow } from "#lib/catalogue/layer-price-books.ts";
import type { LocationMatch } from "#lib/catalogue/location-factors.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import type { MeasuredLine, MeasuredModel } from "#lib/processing/materials/types.ts";
import { coverageOf } from "./coverage.ts";
import { minorDigits } from "./currency.ts";
import type { CostEstimate, CostLine, StoreyCost, UnpricedItem } from "./types.ts";

/** Places of a unit rate. */
const RATE_PLACES = 4;

export interface CostOptions {
  location: LocationMatch;
  /** Money per hour in the book's currency; null: the book's own rate. */
  laborRate: DecimalString | null;
  equipmentRate: DecimalString | null;
}

/**
 * Prices a measured model. Each line: quantity × unit rate, rounded once (half up) to the currency's minor unit; the
 * unit rate is material × (1 + waste) + labour hours × rate + equipment hours × rate, times the location factor, rounded
 * to 4 places, so that the printed line can be checked by hand. Low and high are the likely amount × the row's factors.
 * Totals are the sums of the lines. A line split by storey adds up to the line exactly. What has no price is listed.
 * Throws a RangeError for an amount beyond 2^53 minor units.
 */
export function estimateCosts(
  model: MeasuredModel,
  catalogue: Catalogue,
  book: EffectivePriceBook,
  options: CostOptions,
): CostEstimate {
  const laborRate = options.laborRate ?? book.laborRate;
  const equipmentRate = options.equipmentRate ?? book.equipmentRate;
  const digits = minorDigits(book.currency);
  const lines: CostLine[] = [];
  const unpriced: UnpricedItem[] = model.unmeasured.map((item) => ({ ...item, quantity: null, unit: null }));
  for (const line of model.lines) {
    const entry = catalogue.get(line.catalogueId);
    if (entry?.nothingToBuy) continue;
    const row = book.rows.get(line.catalogueId);
    if (!entry || !row || row.unit !== line.unit) unpriced.push(withoutPrice(line));
    else
      lines.push(
        priceLine(line, entry, row, { laborRate, equipmentRate, factor: options.location.factor, digits }),
      );
  }
  return {
    currency: book.currency,
    minorDigits: digits,
    books: book.books,
    location: options.location,
    laborRate,
    equipmentRate,
    lines,
    unpriced,
    totals: {
      lowMinor: total(lines.map((line) => line.lowMinor)),
      likelyMinor: total(lines.map((line) => line.likelyMinor)),
      highMinor: total(lines.map((line) => line.highMinor)),
    },
    byStorey: sumByStorey(lines),
    coverage: coverageOf(model, unpriced),
    placeholderPrices: lines.some((line) => line.placeholder),
  };
}

/** Installed price per unit before the location factor; exact. */
export function unitRate(
  row: EffectiveRow,
  laborRate: DecimalString,
  equipmentRate: DecimalString,
): DecimalString {
  return decimal(row.materialPrice)
    .times(decimal(1).plus(row.wasteAllowance))
    .plus(decimal(row.labourHours).times(laborRate))
    .plus(decimal(row.equipmentHours).times(equipmentRate))
    .toFixed();
}

interface Rates {
  laborRate: DecimalString;
  equipmentRate: DecimalString;
  factor: DecimalString;
  digits: number;
}

function priceLine(line: MeasuredLine, entry: CatalogueEntry, row: EffectiveRow, rates: Rates): CostLine {
  const baseRate = unitRate(row, rates.laborRate, rates.equipmentRate);
  const rate = round(decimal(baseRate).times(rates.factor), RATE_PLACES);
  const likelyMinor = toInteger(decimal(line.quantity).times(rate).shiftedBy(rates.digits));
  const shares = apportion(
    likelyMinor,
    line.byStorey.map((part) => decimal(part.quantity)),
  );
  return {
    key: line.key,
    catalogueId: entry.id,
    name: entry.name,
    ifcClass: line.ifcClass,
    rule: line.materialNames.length === 0 ? "by_class" : "by_material",
    materialNames: line.materialNames,
    codes: codesOf(entry, line.ifcClass, line.din276),
    unit: line.unit,
    quantity: line.quantity,
    unitRate: rate,
    baseRate,
    buildUp: {
      materialPrice: row.materialPrice,
      labourHours: row.labourHours,
      equipmentHours: row.equipmentHours,
      wasteAllowance: row.wasteAllowance,
    },
    lowMinor: toInteger(decimal(likelyMinor).times(row.lowFactor)),
    likelyMinor,
    highMinor: toInteger(decimal(likelyMinor).times(row.highFactor)),
    byStorey: line.byStorey.map(({ storey, quantity }, index) => ({
      storey,
      quantity,
      likelyMinor: shares[index] ?? 0,
    })),
    bookId: row.bookId,
    source: row.source,
    placeholder: row.placeholder,
    elementIds: line.elementIds,
  };
}

function withoutPrice(line: MeasuredLine): UnpricedItem {
  return {
    reason: "no_price",
    materialName: line.materialNames.join(", ") || null,
    catalogueId: line.catalogueId,
    ifcClass: line.ifcClass,
    volumeM3: line.volumeM3,
    elementIds: line.elementIds,
    quantity: line.quantity,
    unit: line.unit,
  };
}

function sumByStorey(lines: readonly CostLine[]): StoreyCost[] {
  const totals = new Map<number | null, number>();
  for (const part of lines.flatMap((line) => line.byStorey)) {
    totals.set(part.storey, total([totals.get(part.storey) ?? 0, part.likelyMinor]));
  }
  return [...totals]
    .sort(([a], [b]) => (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER))
    .map(([storey, likelyMinor]) => ({ storey, likelyMinor }));
}

function total(amounts: readonly number[]): number {
  return toInteger(sum(amounts.map((amount) => decimal(amount))));
}
