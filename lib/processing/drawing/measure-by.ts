import type { Quantities, QuantitySource, QuantitySources, TakeoffElement } from "#lib/processing/types.ts";
import type { ElementMapping } from "./mapping.ts";

/** A thing's own measures, m and m²; null where it has none, or where the drawing's unit is not known. */
export interface Measures {
  lengthM: number | null;
  areaM2: number | null;
}

/** What a mapping makes of a thing's measures, SI; null where the thing lacks what is measured. */
export function quantitiesBy(mapping: ElementMapping, { lengthM, areaM2 }: Measures): Quantities | null {
  const { measure, height_m: height, thickness_m: thickness, two_lines: twice } = mapping;
  const length = positive(lengthM) && twice ? lengthM / 2 : positive(lengthM) ? lengthM : null;
  const area = positive(areaM2) ? areaM2 : null;
  switch (measure) {
    case "count":
      return {};
    case "length":
      return length === null ? null : { lengthM: length };
    case "area":
      return area === null ? null : { areaM2: area };
    case "length_height":
      return length === null || height === null ? null : { lengthM: length, areaM2: length * height };
    case "length_height_thickness":
      return length === null || height === null || thickness === null
        ? null
        : { lengthM: length, areaM2: length * height, volumeM3: length * height * thickness };
    case "area_thickness":
      return area === null || thickness === null ? null : { areaM2: area, volumeM3: area * thickness };
    case "area_height":
      return area === null || height === null ? null : { volumeM3: area * height };
  }
}

const positive = (value: number | null): value is number => value !== null && value > 0;

/** The element that a thing is taken for. What a person has not confirmed is of low confidence, its number too. */
export function elementBy(
  { mapping, confirmed }: { mapping: ElementMapping; confirmed: boolean },
  thing: { globalId: string; name: string; layer: string; storey: number | null; quantities: Quantities },
): TakeoffElement {
  const source: QuantitySource = confirmed ? "drawn" : "low_confidence";
  const sources: QuantitySources = { count: source };
  for (const key of ["lengthM", "areaM2", "volumeM3"] as const)
    if (thing.quantities[key] !== undefined) sources[key] = source;
  return {
    globalId: thing.globalId,
    ifcClass: mapping.ifc_class,
    name: thing.name,
    typeName: thing.layer,
    predefinedType: null,
    isExternal: null,
    loadBearing: null,
    storey: thing.storey,
    quantities: thing.quantities,
    sources,
    materials:
      mapping.material === null
        ? []
        : [{ name: mapping.material, thicknessM: mapping.thickness_m, share: 1 }],
    parentGlobalId: null,
    measured: true,
  };
}
