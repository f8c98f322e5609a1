import { decimal } from "#lib/catalogue/decimal.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { Bill, type Part, type UnmeasuredPart } from "./bill.ts";
import type { MaterialClassification } from "./classify.ts";
import { convertUnit } from "./convert-unit.ts";
import type { ManualMaterial } from "./manual-input.ts";
import { massOfQuantity } from "./measure-part.ts";
import type { MeasuredModel } from "./types.ts";

/**
 * Measures a list of materials entered by hand, so that it is priced and carbon-counted like a file. Each material
 * stands for an element, its name for the element's id. Unknown names are listed as `unknown_material`. Throws `Invalid`
 * (`unit_not_convertible`) naming each material whose unit cannot be turned into the catalogue's.
 */
export function measureManual(
  materials: readonly ManualMaterial[],
  classifications: readonly MaterialClassification[],
  catalogue: Catalogue,
): MeasuredModel {
  const idByName = new Map(classifications.map(({ name, catalogueId }) => [name, catalogueId]));
  const bill = new Bill();
  const issues: { path: string; message: string }[] = [];
  for (const material of materials) {
    const id = idByName.get(material.name) ?? null;
    const entry = id === null ? undefined : catalogue.get(id);
    const measured = entry ? partOf(material, entry) : unknownPart(material);
    if (!measured)
      issues.push({ path: `materials.${material.name}.unit`, message: cannotConvert(material, entry) });
    else if ("reason" in measured) bill.addUnmeasured(measured);
    else bill.add(measured);
  }
  if (issues.length > 0) {
    throw new Invalid("unit_not_convertible", issues.map((issue) => issue.message).join(" "), issues);
  }
  return { ...bill.close(), elements: materials.length };
}

const BY_HAND = { ifcClass: null, storey: null, din276: null } as const;

function partOf({ name, quantity, unit }: ManualMaterial, entry: CatalogueEntry): Part | null {
  const given = decimal(quantity);
  const converted = convertUnit(entry, given, unit ?? entry.unit, entry.unit);
  if (!converted) return null;
  return {
    ...BY_HAND,
    globalId: name,
    materialName: name,
    catalogueId: entry.id,
    unit: entry.unit,
    quantity: converted,
    massKg: massOfQuantity(entry, converted),
    volumeM3: convertUnit(entry, given, unit ?? entry.unit, "m3"),
  };
}

function unknownPart({ name, quantity, unit }: ManualMaterial): UnmeasuredPart {
  return {
    ...BY_HAND,
    reason: "unknown_material",
    globalId: name,
    materialName: name,
    catalogueId: null,
    volumeM3: unit === "m3" ? decimal(quantity) : null,
  };
}

function cannotConvert({ name, unit }: ManualMaterial, entry: CatalogueEntry | undefined): string {
  const wanted = entry?.unit ?? "the catalogue's unit";
  return problemText("processing.estimatedConverted", { name, wanted, unit: unit ?? "no unit" });
}
