import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import { calculateCarbon } from "#lib/processing/carbon/calculate-carbon.ts";
import { type CostOptions, estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { materialNamesOf, measureModel } from "#lib/processing/materials/measure-model.ts";
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

/** For tests: the three steps on the default catalogue and book. */
export function estimate(elements: TakeoffElement[], options: CostOptions = DEFAULT_OPTIONS) {
  const names = materialNamesOf(elements);
  const classified = classifyMaterials(names, { catalogueIds: new Set(DEFAULT_CATALOGUE.keys()) });
  const model = measureModel({ elements }, classified, DEFAULT_CATALOGUE);
  const cost = estimateCosts(model, DEFAULT_CATALOGUE, layerPriceBooks(null, DEFAULT_PRICE_BOOK), options);
  return { classified, model, cost, carbon: calculateCarbon(model, DEFAULT_CATALOGUE) };
}
