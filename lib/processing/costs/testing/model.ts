import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import type { Catalogue } from "#lib/catalogue/types.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { type CostOptions, estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { MaterialNames, measureBatches } from "#lib/processing/materials/measure-model.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";

/** For tests: an element with what matters given and the rest plain. */
export function element(given: Partial<TakeoffElement> & { globalId: string }): TakeoffElement {
  return {
    ifcClass: "IfcWall",
    name: null,
    typeName: null,
    predefinedType: null,
    isExternal: null,
    loadBearing: null,
    storey: 0,
    quantities: {},
    sources: {},
    materials: [],
    parentGlobalId: null,
    measured: true,
    ...given,
  };
}

export const sole = (name: string) => [{ name, thicknessM: null, share: 1 }];

export const DEFAULT_OPTIONS: CostOptions = {
  location: findLocation(null),
  laborRate: null,
  equipmentRate: null,
};

/** For tests: elements classified and measured as steps 2 and 3 do, in batches of `batch`. */
export async function measure(
  elements: TakeoffElement[],
  catalogue: Catalogue = DEFAULT_CATALOGUE,
  batch: number = elements.length,
) {
  const names = new MaterialNames();
  names.add(elements);
  const classified = classifyMaterials(names.list(), { catalogueIds: new Set(catalogue.keys()) });
  async function* batches() {
    for (let from = 0; from < elements.length; from += batch) yield elements.slice(from, from + batch);
  }
  return { classified, model: await measureBatches(batches(), classified, catalogue) };
}

/** For tests: the three steps on the default catalogue and book. */
export async function estimate(elements: TakeoffElement[], options: CostOptions = DEFAULT_OPTIONS) {
  const { classified, model } = await measure(elements);
  const cost = estimateCosts(model, DEFAULT_CATALOGUE, layerPriceBooks(null, DEFAULT_PRICE_BOOK), options);
  return { classified, model, cost, carbon: calculateCarbon(model, DEFAULT_CATALOGUE) };
}
