import { setImmediate } from "node:timers/promises";
import { costGroupOf } from "#lib/catalogue/codes.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import type { ElementMaterial, TakeoffElement } from "#lib/processing/types.ts";
import { Bill, type Part, type UnmeasuredPart } from "./bill.ts";
import { itemWithoutMaterial, productOfClass } from "./class-items.ts";
import type { MaterialClassification, MaterialName } from "./classify.ts";
import { measurePart, partVolume } from "./measure-part.ts";
import type { MeasuredModel } from "./types.ts";

/** The material names of elements that come batch by batch, each once and sorted, with the classes they occur in: input of `classifyMaterials`. */
export class MaterialNames {
  private readonly classes = new Map<string, Set<string>>();

  add(elements: readonly TakeoffElement[]): void {
    for (const element of elements) {
      for (const { name } of element.materials) {
        const known = this.classes.get(name);
        if (known) known.add(element.ifcClass);
        else this.classes.set(name, new Set([element.ifcClass]));
      }
    }
  }

  list(): MaterialName[] {
    return [...this.classes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, found]) => ({ name, ifcClasses: [...found].sort() }));
  }
}

/**
 * Measures a take-off in the catalogue's units: doors, windows and technical equipment whole by their class, the rest
 * by material. Assemblies whose parts carry the geometry are left out. Nothing is dropped: what cannot be measured is
 * listed with its reason. The elements come batch by batch, so that the model is never held whole; the event loop turns
 * between batches, within large ones, and between lines. Some 15 µs an element.
 */
export async function measureBatches(
  batches: AsyncIterable<readonly TakeoffElement[]>,
  classifications: readonly MaterialClassification[],
  catalogue: Catalogue,
): Promise<MeasuredModel> {
  const meter = new ModelMeter(classifications, catalogue);
  for await (const batch of batches) await inTurns(meter.adding(batch));
  return inTurns(meter.finishing());
}

/** Each step of the work in a turn of the event loop of its own. */
async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

/** Parts measured in one turn of the event loop. */
const PARTS_PER_TURN = 1000;

class ModelMeter {
  private readonly idByName: ReadonlyMap<string, string | null>;
  private readonly catalogue: Catalogue;
  private readonly bill = new Bill();
  private elements = 0;

  constructor(classifications: readonly MaterialClassification[], catalogue: Catalogue) {
    this.idByName = new Map(classifications.map(({ name, catalogueId }) => [name, catalogueId]));
    this.catalogue = catalogue;
  }

  *adding(elements: readonly TakeoffElement[]): Generator<void, void> {
    let parts = 0;
    for (const element of elements) {
      if (!element.measured) continue;
      this.elements++;
      for (const found of partsOf(element, this.idByName, this.catalogue)) {
        if ("reason" in found) this.bill.addUnmeasured(found);
        else this.bill.add(found);
        if (++parts % PARTS_PER_TURN === 0) yield;
      }
    }
  }

  *finishing(): Generator<void, MeasuredModel> {
    return { ...(yield* this.bill.closing()), elements: this.elements };
  }
}

/** A measured element's parts as a bill takes them, each line of which they are summed in known by `keyOf`. */
export function* partsOf(
  element: TakeoffElement,
  idByName: ReadonlyMap<string, string | null>,
  catalogue: Catalogue,
): Generator<Part | UnmeasuredPart, void> {
  for (const portion of portionsOf(element, idByName)) yield measureAs(element, portion, catalogue);
}

interface Portion extends Omit<ElementMaterial, "name"> {
  materialName: string | null;
  catalogueId: string | null;
}

/** An element's materials with their entries; a product or an element without material is one portion. */
function portionsOf(element: TakeoffElement, idByName: ReadonlyMap<string, string | null>): Portion[] {
  const uncounted = element.materials.some((material) => material.uncounted);
  const whole = (catalogueId: string | null) => [
    { thicknessM: null, share: 1, materialName: null, catalogueId, ...(uncounted && { uncounted }) },
  ];
  const known = element.materials.flatMap(({ name }) => idByName.get(name) ?? []);
  const product = productOfClass(element.ifcClass, known, `${element.typeName ?? ""} ${element.name ?? ""}`);
  if (product) return whole(product);
  if (element.materials.length === 0) return whole(itemWithoutMaterial(element.ifcClass));
  return element.materials.map(({ name, ...material }) => ({
    ...material,
    materialName: name,
    catalogueId: idByName.get(name) ?? null,
  }));
}

function measureAs(
  element: TakeoffElement,
  { share, shareAssumed, uncounted, thicknessM, materialName, catalogueId }: Portion,
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
  if (shareAssumed && !entry.nothingToBuy)
    return { reason: "no_share", globalId, ifcClass, materialName, catalogueId: entry.id, volumeM3 };
  const measure = uncounted && entry.unit === "pcs" ? null : measurePart(entry, geometry);
  if (!measure)
    return { reason: "no_quantity", globalId, ifcClass, materialName, catalogueId: entry.id, volumeM3 };
  return {
    globalId,
    ifcClass,
    storey,
    materialName,
    catalogueId: entry.id,
    din276: costGroupOf(ifcClass, element),
    unit: entry.unit,
    volumeM3,
    ...measure,
  };
}
