import { type Decimal, decimal, round } from "#lib/catalogue/decimal.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import { massOfQuantity } from "#lib/processing/materials/measure-part.ts";
import type { MeasuredLine } from "#lib/processing/materials/types.ts";

/** Places of a line's quantity, and of its mass (the gram), as a bill has them. */
const QUANTITY_PLACES = 6;
const MASS_PLACES = 3;

/** Why a material cannot take the place of another. */
export type SwapRefusal = "whole_product" | "nothing_to_buy" | "unit_does_not_fit" | "no_density";

/**
 * A line with another material in it. What is built stays: its volume, or its area, length or number where both are
 * estimated in that; mass and carbon follow from the new density. A volume becomes an area by the new entry's nominal
 * thickness, a weight a volume by density; where these do not tell, it is refused. The line keeps its key, and is one that
 * is not split by storey.
 */
export function swapLine(
  line: MeasuredLine,
  from: CatalogueEntry,
  to: CatalogueEntry,
): MeasuredLine | SwapRefusal {
  if (to.nothingToBuy || from.nothingToBuy) return "nothing_to_buy";
  if (to.wholeProduct !== from.wholeProduct) return "whole_product";
  const exact = quantityAfter(line, from, to);
  if (typeof exact === "string") return exact;
  const quantity = round(exact, QUANTITY_PLACES);
  const mass = massAfter(line, from, to, exact);
  return {
    ...line,
    catalogueId: to.id,
    unit: to.unit,
    quantity,
    massKg: mass.kg && round(mass.kg, MASS_PLACES),
    unweighed: mass.isPart ? unweighedAfter(line, quantity) : null,
  };
}

/** In the new entry's unit. */
function quantityAfter(line: MeasuredLine, from: CatalogueEntry, to: CatalogueEntry): Decimal | SwapRefusal {
  const quantity = decimal(line.quantity);
  const isWeight = to.unit === "kg" || to.unit === "t";
  if (to.unit === from.unit && !isWeight) return quantity;
  const volume = volumeOf(line, from);
  if (isWeight) {
    // Two weights: the volume cancels out, and need not be known to the litre.
    if (from.unit === "kg" || from.unit === "t") return weightAfter(quantity, from, to);
    if (!volume) return "unit_does_not_fit";
    const density = positive(to.densityKgM3);
    return density ? volume.times(density).div(to.unit === "t" ? 1000 : 1) : "no_density";
  }
  if (!volume || to.wholeProduct) return "unit_does_not_fit";
  if (to.unit === "m3") return volume;
  const thickness = positive(to.thicknessM);
  return to.unit === "m2" && thickness ? volume.div(thickness) : "unit_does_not_fit";
}

function weightAfter(quantity: Decimal, from: CatalogueEntry, to: CatalogueEntry): Decimal | SwapRefusal {
  const before = positive(from.densityKgM3);
  const after = positive(to.densityKgM3);
  if (!before || !after) return "no_density";
  const kg = quantity.times(from.unit === "t" ? 1000 : 1);
  return kg
    .times(after)
    .div(before)
    .div(to.unit === "t" ? 1000 : 1);
}

/** Volume of a whole line, m3; null where it cannot be told. */
function volumeOf(line: MeasuredLine, entry: CatalogueEntry): Decimal | null {
  const quantity = decimal(line.quantity);
  if (entry.unit === "m3") return quantity;
  const density = positive(entry.densityKgM3);
  if (entry.unit === "kg") return density && quantity.div(density);
  if (entry.unit === "t") return density && quantity.times(1000).div(density);
  if (entry.wholeProduct) return null;
  const measured = positive(line.volumeM3);
  if (measured) return measured;
  const thickness = positive(entry.thicknessM);
  return entry.unit === "m2" && thickness ? quantity.times(thickness) : null;
}

/**
 * Like the mass of a part (`measurePart`): by volume and density, else by the entry's mass of a unit. `isPart`: of what
 * of the line had a mass.
 */
function massAfter(
  line: MeasuredLine,
  from: CatalogueEntry,
  to: CatalogueEntry,
  quantity: Decimal,
): { kg: Decimal | null; isPart: boolean } {
  const density = positive(to.densityKgM3);
  const isMeasured = to.unit === "m2" || to.unit === "m" || to.unit === "pcs";
  if (density && isMeasured && !to.wholeProduct && !to.massPerUnit?.own) {
    const before = positive(from.densityKgM3);
    // Weighed by volume: the densities say it without the volume's rounding.
    if (line.massKg !== null && before && !from.massPerUnit?.own)
      return { kg: decimal(line.massKg).times(density).div(before), isPart: line.unweighed !== null };
    const volume = volumeOf(line, from);
    if (volume) return { kg: volume.times(density), isPart: false };
  }
  return { kg: massOfQuantity(to, quantity), isPart: false };
}

function unweighedAfter(line: MeasuredLine, after: string): MeasuredLine["unweighed"] {
  if (!line.unweighed) return null;
  const { quantity, elementIds } = line.unweighed;
  const scaled = decimal(quantity).times(after).div(line.quantity);
  return { quantity: round(scaled, QUANTITY_PLACES), elementIds };
}

function positive(value: number | string | null): Decimal | null {
  if (value === null) return null;
  const read = decimal(value);
  return read.gt(0) ? read : null;
}
