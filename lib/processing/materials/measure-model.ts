import { round } from "#lib/catalogue/decimal.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import type { ElementMaterial, Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import { billOf, gatherUnmeasured, type Part, type UnmeasuredPart, volumeOf } from "./bill.ts";
import { itemWithoutMaterial, productOfClass } from "./class-items.ts";
import type { MaterialClassification, MaterialName } from "./classify.ts";
import { measurePart, partVolume } from "./measure-part.ts";
import type { MeasuredModel } from "./types.ts";

/** The material names of a take-off, each once and sorted, with the classes they occur in: input of `classifyMaterials`. */
export function materialNamesOf(elements: readonly TakeoffElement[]): MaterialName[] {
  const classes = new Map<string, Set<string>>();
  for (const element of elements) {
    for (const { name } of element.materials) {
      const known = classes.get(name);
      if (known) known.add(element.ifcClass);
      else classes.set(name, new Set([element.ifcClass]));
    }
  }
  return [...classes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, found]) => ({ name, ifcClasses: [...found].sort() }));
}

/**
 * Measures a take-off in the catalogue's units: doors, windows and technical equipment whole by their class, the rest
 * by material. Assemblies whose parts carry the geometry are left out. Nothing is dropped: what cannot be measured is
 * listed with its reason.
 */
export function measureModel(
  takeoff: Pick<Takeoff, "elements">,
  classifications: readonly MaterialClassification[],
  catalogue: Catalogue,
): MeasuredModel {
  const idByName = new Map(classifications.map(({ name, catalogueId }) => [name, catalogueId]));
  const elements = takeoff.elements.filter((element) => element.measured);
  const parts: Part[] = [];
  const unmeasured: UnmeasuredPart[] = [];
  for (const element of elements) measureElement(element, idByName, catalogue, parts, unmeasured);
  return {
    lines: billOf(parts),
    unmeasured: gatherUnmeasured(unmeasured),
    elements: elements.length,
    volumeM3: round(volumeOf(parts).plus(volumeOf(unmeasured)), 6),
  };
}

interface Portion extends Omit<ElementMaterial, "name"> {
  materialName: string | null;
  catalogueId: string | null;
}

function measureElement(
  element: TakeoffElement,
  idByName: ReadonlyMap<string, string | null>,
  catalogue: Catalogue,
  parts: Part[],
  unmeasured: UnmeasuredPart[],
): void {
  for (const portion of portionsOf(element, idByName)) {
    const found = measureAs(element, portion, catalogue);
    if ("reason" in found) unmeasured.push(found);
    else parts.push(found);
  }
}

/** An element's materials with their entries; a product or an element without material is one portion. */
function portionsOf(element: TakeoffElement, idByName: ReadonlyMap<string, string | null>): Portion[] {
  const whole = (catalogueId: string | null) => [
    { thicknessM: null, share: 1, materialName: null, catalogueId },
  ];
  const known = element.materials.flatMap(({ name }) => idByName.get(name) ?? []);
  const product = productOfClass(element.ifcClass, known, `${element.typeName ?? ""} ${element.name ?? ""}`);
  if (product) return whole(product);
  const materials = element.materials.filter(({ share }) => share > 0);
  if (materials.length === 0) return whole(itemWithoutMaterial(element.ifcClass));
  return materials.map(({ name, thicknessM, share }) => ({
    thicknessM,
    share,
    materialName: name,
    catalogueId: idByName.get(name) ?? null,
  }));
}

function measureAs(
  element: TakeoffElement,
  { share, thicknessM, materialName, catalogueId }: Portion,
  catalogue: Catalogue,
): Part | UnmeasuredPart {
  const geometry = { quantities: element.quantities, share, thicknessM };
  const { globalId, ifcClass, storey } = element;
  const volumeM3 = partVolume(geometry);
  const entry = catalogueId === null ? undefined : catalogue.get(catalogueId);
  if (!entry) {
    const reason = materialName === null ? "no_material" : "unknown_material";
    return { reason, globalId, ifcClass, materialName, catalogueId: null, volumeM3 };
  }
  if (entry.wholeProduct && materialName !== null) {
    return { reason: "whole_product", globalId, ifcClass, materialName, catalogueId, volumeM3 };
  }
  const measure = measurePart(entry, geometry);
  if (!measure)
    return { reason: "no_quantity", globalId, ifcClass, materialName, catalogueId: entry.id, volumeM3 };
  return {
    globalId,
    ifcClass,
    storey,
    materialName,
    catalogueId: entry.id,
    unit: entry.unit,
    volumeM3,
    ...measure,
  };
}
