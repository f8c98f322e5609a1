import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";
import type { CatalogueEntry, Unit } from "#lib/catalogue/types.ts";

/**
 * Converts a quantity of an entry between units, by its density, nominal thickness and mass per unit. Null where these
 * do not tell: an area of concrete is no volume. Exact, quotients to 40 places.
 */
export function convertUnit(entry: CatalogueEntry, quantity: Decimal, from: Unit, to: Unit): Decimal | null {
  if (from === to) return quantity;
  const area = byThickness(entry, quantity, from, to);
  if (area) return area;
  const fromKg = kgPer(entry, from);
  const toKg = kgPer(entry, to);
  return fromKg && toKg ? quantity.times(fromKg).div(toKg) : null;
}

function byThickness(entry: CatalogueEntry, quantity: Decimal, from: Unit, to: Unit): Decimal | null {
  if (entry.thicknessM === null) return null;
  if (from === "m3" && to === "m2") return quantity.div(decimal(entry.thicknessM));
  if (from === "m2" && to === "m3") return quantity.times(decimal(entry.thicknessM));
  return null;
}

/** Mass of one unit, kg; null or zero mass tells nothing. */
function kgPer(entry: CatalogueEntry, unit: Unit): Decimal | null {
  const kg = massOf(entry, unit);
  return kg !== null && kg > 0 ? decimal(kg) : null;
}

function massOf(entry: CatalogueEntry, unit: Unit): number | null {
  if (unit === "kg") return 1;
  if (unit === "t") return 1000;
  if (unit === "m3") return entry.densityKgM3;
  return unit === entry.unit ? (entry.massPerUnit?.kg ?? null) : null;
}
