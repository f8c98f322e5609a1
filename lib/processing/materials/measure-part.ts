import { type Decimal, decimal } from "#lib/catalogue/decimal.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import type { Quantities } from "#lib/processing/types.ts";

export interface PartGeometry {
  quantities: Quantities;
  /** The part's share of the element's volume, 0..1. */
  share: number;
  /** Thickness of its layer, m, where the model states one; 0 for a membrane, which has an area and no volume. */
  thicknessM: number | null;
}

export interface PartMeasure {
  /** In the entry's unit. */
  quantity: Decimal;
  massKg: Decimal | null;
}

/**
 * How much of an entry a part of an element is, in the entry's unit, and its mass. SI.
 * m3: volume, else area × layer thickness, else weight / density. kg and t: the volume's mass, else the stated weight.
 * m2: a membrane's is the element's area; else volume / layer thickness, else the element's area when it is all of one material, else volume / nominal
 * thickness. m: length. pcs: one. Returns null when the model has none of these.
 * Mass: quantity × the tenant's own mass of a unit, else volume × density, else quantity × the entry's mass of a unit.
 */
export function measurePart(entry: CatalogueEntry, part: PartGeometry): PartMeasure | null {
  const quantity = quantityOf(entry, part);
  if (!quantity) return null;
  return { quantity, massKg: massOf(entry, part, quantity) };
}

/** Volume of a part, m3, or null. */
export function partVolume({ quantities, share, thicknessM }: PartGeometry): Decimal | null {
  const volume = ofShare(quantities.volumeM3, share);
  if (volume) return volume;
  const area = positive(quantities.areaM2);
  const thickness = positive(thicknessM);
  return area && thickness ? area.times(thickness) : null;
}

function quantityOf(entry: CatalogueEntry, part: PartGeometry): Decimal | null {
  switch (entry.unit) {
    case "pcs":
      return decimal(1);
    case "m":
      return positive(part.quantities.lengthM);
    case "m2":
      return areaOf(entry, part);
    case "m3":
      return partVolume(part) ?? volumeByWeight(entry, part);
    case "kg":
      return weightOf(entry, part);
    case "t":
      return weightOf(entry, part)?.div(1000) ?? null;
  }
}

function areaOf(entry: CatalogueEntry, { quantities, share, thicknessM }: PartGeometry): Decimal | null {
  const area = positive(quantities.areaM2);
  if (entry.wholeProduct || thicknessM === 0) return area;
  const volume = ofShare(quantities.volumeM3, share);
  const layer = positive(thicknessM);
  if (volume && layer) return volume.div(layer);
  // A layer with a thickness covers the whole area; without one, only a sole material surely does.
  if (area && (layer || share >= 1)) return area;
  const nominal = positive(entry.thicknessM);
  return volume && nominal ? volume.div(nominal) : null;
}

function weightOf(entry: CatalogueEntry, part: PartGeometry): Decimal | null {
  const volume = partVolume(part);
  if (volume && entry.densityKgM3 !== null) return volume.times(decimal(entry.densityKgM3));
  return ofShare(part.quantities.weightKg, part.share);
}

function volumeByWeight(entry: CatalogueEntry, part: PartGeometry): Decimal | null {
  const density = positive(entry.densityKgM3);
  const weight = ofShare(part.quantities.weightKg, part.share);
  return density && weight ? weight.div(density) : null;
}

function massOf(entry: CatalogueEntry, part: PartGeometry, quantity: Decimal): Decimal | null {
  if (!entry.wholeProduct && entry.densityKgM3 !== null && !entry.massPerUnit?.own) {
    const volume = partVolume(part);
    if (volume) return volume.times(decimal(entry.densityKgM3));
  }
  return massOfQuantity(entry, quantity);
}

/** Mass of a quantity in the entry's own unit, kg; null where the entry does not say. */
export function massOfQuantity(entry: CatalogueEntry, quantity: Decimal): Decimal | null {
  if (entry.unit === "kg") return quantity;
  if (entry.unit === "t") return quantity.times(1000);
  if (entry.unit === "m3")
    return entry.densityKgM3 === null ? null : quantity.times(decimal(entry.densityKgM3));
  return entry.massPerUnit ? quantity.times(decimal(entry.massPerUnit.kg)) : null;
}

/** A part's share of what the whole element has; null for none. */
function ofShare(whole: number | undefined, share: number): Decimal | null {
  return share > 0 ? (positive(whole)?.times(decimal(share)) ?? null) : null;
}

function positive(value: number | null | undefined): Decimal | null {
  return value !== null && value !== undefined && value > 0 ? decimal(value) : null;
}
