import { type Decimal, type DecimalString, decimal } from "#lib/catalogue/decimal.ts";
import type { CatalogueEntry } from "#lib/catalogue/types.ts";
import type { Conversion, EpdDocument } from "./types.ts";

type Entry = Pick<CatalogueEntry, "unit" | "thicknessM">;
export type Convertible = Pick<EpdDocument, "unit" | "properties">;

/** Kept of a quotient: more than any figure that is rounded to the gram needs. */
const PLACES = 40;

/**
 * How quantities of a catalogue entry become declared units of an EPD. The same unit first, then a thickness between area
 * and volume, then the mass of a declared unit. Null where the data set states nothing to convert by: no density, no
 * thickness, no mass.
 */
export function convert(entry: Entry, epd: Convertible): Conversion | null {
  const declaredThickness = epd.properties.thickness;
  const ownThickness = entry.thicknessM === null ? null : decimal(entry.thicknessM);
  const route = (
    by: Conversion["by"],
    how: Conversion["how"],
    factor: Decimal,
    figures: Partial<Conversion> = {},
  ): Conversion => ({
    by,
    how,
    factor: text(factor),
    entryThicknessM: null,
    declaredThicknessM: null,
    unitMassKg: null,
    ...figures,
  });
  if (entry.unit === epd.unit) {
    if (
      entry.unit !== "m2" ||
      declaredThickness === null ||
      !ownThickness ||
      ownThickness.eq(declaredThickness)
    )
      return route("quantity", "same", decimal(1));
    return route("quantity", "thickness_ratio", ownThickness.div(declaredThickness), {
      entryThicknessM: text(ownThickness),
      declaredThicknessM: declaredThickness,
    });
  }
  if (entry.unit === "kg" && epd.unit === "t") return route("quantity", "weight", decimal("0.001"));
  if (entry.unit === "t" && epd.unit === "kg") return route("quantity", "weight", decimal(1000));
  if (entry.unit === "m3" && epd.unit === "m2" && declaredThickness !== null)
    return route("quantity", "to_area", decimal(1).div(declaredThickness), {
      declaredThicknessM: declaredThickness,
    });
  if (entry.unit === "m2" && epd.unit === "m3" && ownThickness?.gt(0))
    return route("quantity", "to_volume", ownThickness, { entryThicknessM: text(ownThickness) });
  const mass = massOfUnit(epd);
  if (mass === null) return null;
  return route("mass", "mass", decimal(1).div(mass), { unitMassKg: text(mass) });
}

const text = (value: Decimal): DecimalString => value.decimalPlaces(PLACES).toFixed();

/** What one m³ of anything that is built with weighs, kg: figures outside are mistakes, such as a factor upside down. */
const DENSITIES = { least: 1, most: 25_000 } as const;

/** kg of one declared unit; null: the data set does not tell. */
export function massOfUnit({ unit, properties }: Convertible): Decimal | null {
  if (unit === "kg") return decimal(1);
  if (unit === "t") return decimal(1000);
  const stated = statedMass(unit, properties);
  if (stated) return stated;
  if (properties.conversionTo1Kg === null) return null;
  const mass = decimal(1).div(properties.conversionTo1Kg);
  const impossible = unit === "m3" && (mass.lt(DENSITIES.least) || mass.gt(DENSITIES.most));
  return impossible ? null : mass;
}

function statedMass(unit: Convertible["unit"], properties: Convertible["properties"]): Decimal | null {
  const { massKg, grossDensity, bulkDensity, grammage, thickness, linearDensity, pieceWeight } = properties;
  const known = (value: DecimalString | null) => (value === null ? null : decimal(value));
  if (massKg !== null) return decimal(massKg);
  switch (unit) {
    case "m3":
      return known(grossDensity) ?? known(bulkDensity);
    case "m2":
      if (grammage !== null) return decimal(grammage);
      return grossDensity !== null && thickness !== null ? decimal(grossDensity).times(thickness) : null;
    case "m":
      return known(linearDensity);
    case "pcs":
      return known(pieceWeight);
    default:
      return null;
  }
}
