import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, sum } from "#lib/catalogue/decimal.ts";
import {
  DEFAULT_CATALOGUE,
  DEFAULT_INSTALLED_PRICES,
  DEFAULT_PRICE_BOOK,
} from "#lib/catalogue/default-catalogue.ts";
import { layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import { CARBON_MODULES } from "../carbon/types.ts";
import { unitRate } from "./estimate-costs.ts";
import { DEFAULT_OPTIONS, element, estimate } from "./testing/model.ts";

const NAMES = [
  "Beton",
  "Holz",
  "Gypsum board",
  "Steel S235",
  "Glaswolle",
  "Ceramic tile",
  "Xylofant",
  "Air",
  "Fabric",
];
const CLASSES = ["IfcWall", "IfcSlab", "IfcBeam", "IfcDoor", "IfcWindow", "IfcPipeSegment", "IfcCovering"];

/** Quantities as models state them: up to nine decimals. */
const quantity = fc.integer({ min: 1, max: 2_000_000_000 }).map((nano) => nano / 1e7);
const materials = fc
  .array(fc.record({ name: fc.constantFrom(...NAMES), part: fc.integer({ min: 1, max: 100 }) }), {
    maxLength: 4,
  })
  .map((layers) => {
    const whole = layers.reduce((all, layer) => all + layer.part, 0);
    return layers.map(({ name, part }) => ({ name, thicknessM: part / 1000, share: part / whole }));
  });
const elements: fc.Arbitrary<TakeoffElement[]> = fc
  .array(
    fc.record({
      ifcClass: fc.constantFrom(...CLASSES),
      storey: fc.option(fc.integer({ min: 0, max: 3 })),
      volumeM3: quantity,
      areaM2: quantity,
      lengthM: quantity,
      materials,
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ ifcClass, storey, materials: layers, ...quantities }, index) =>
      element({ globalId: `e${index}`, ifcClass, storey, quantities, materials: layers }),
    ),
  );

const addUp = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);

describe("estimates", () => {
  it("total the sum of their lines, to the cent and to the gram, by storey too", async () => {
    await fc.assert(
      fc.asyncProperty(elements, async (all) => {
        const { model, cost, carbon } = await estimate(all);
        for (const key of ["lowMinor", "likelyMinor", "highMinor"] as const) {
          expect(cost.totals[key]).toBe(addUp(cost.lines.map((line) => line[key])));
        }
        expect(addUp(cost.byStorey.map((part) => part.likelyMinor))).toBe(cost.totals.likelyMinor);
        for (const line of cost.lines)
          expect(addUp(line.byStorey.map((part) => part.likelyMinor))).toBe(line.likelyMinor);
        for (const line of model.lines) {
          expect(sum(line.byStorey.map((part) => decimal(part.quantity))).toFixed()).toBe(line.quantity);
        }
        for (const module of CARBON_MODULES) {
          const total = carbon.totals[module];
          expect(addUp(carbon.lines.map((line) => line.modules[module]))).toBe(total);
          expect(addUp(carbon.byStorey.map((part) => part.modules[module]))).toBe(total);
          expect(addUp(carbon.byMaterial.map((part) => part.modules[module]))).toBe(total);
        }
      }),
    );
  });

  it("show quantity × unit rate = amount on every line", async () => {
    await fc.assert(
      fc.asyncProperty(elements, async (all) => {
        for (const line of (await estimate(all)).cost.lines) {
          const exact = decimal(line.quantity).times(line.unitRate).times(100);
          expect(exact.minus(line.likelyMinor).abs().lte(0.5)).toBe(true);
        }
      }),
    );
  });

  it("do not depend on the order of the elements", async () => {
    await fc.assert(
      fc.asyncProperty(
        elements.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          ),
        ),
        async ([all, shuffled]) => {
          expect(await estimate(shuffled)).toEqual(await estimate(all));
        },
      ),
    );
  });

  it("stay the same when an element is cut in two", async () => {
    await fc.assert(
      fc.asyncProperty(elements, fc.integer({ min: 1, max: 99 }), async (all, percent) => {
        // Pieces and lengths that a cut does not share out are left aside.
        const cuttable = all.filter(({ ifcClass }) => ["IfcWall", "IfcSlab", "IfcBeam"].includes(ifcClass));
        const cut = cuttable.flatMap((one) => {
          const [volume, area] = [one.quantities.volumeM3 ?? 0, one.quantities.areaM2 ?? 0];
          const share = (value: number) => decimal(value).times(percent).div(100);
          const rest = (value: number) => decimal(value).minus(share(value));
          const piece = (half: string, volumeM3: number, areaM2: number) =>
            element({ ...one, globalId: `${one.globalId}${half}`, quantities: { volumeM3, areaM2 } });
          return [
            piece("a", share(volume).toNumber(), share(area).toNumber()),
            piece("b", rest(volume).toNumber(), rest(area).toNumber()),
          ];
        });
        const [whole, halves] = [await estimate(cuttable), await estimate(cut)];
        expect(halves.cost.totals).toEqual(whole.cost.totals);
        expect(halves.carbon.totals).toEqual(whole.carbon.totals);
        expect(halves.model.lines.map((line) => line.quantity)).toEqual(
          whole.model.lines.map((line) => line.quantity),
        );
      }),
    );
  });

  it("keep every element: in a line, or listed with its reason", async () => {
    await fc.assert(
      fc.asyncProperty(elements, async (all) => {
        const { model, cost } = await estimate(all);
        const listed = [...model.lines, ...model.unmeasured].flatMap(({ elementIds }) => elementIds);
        expect(new Set(listed)).toEqual(new Set(all.map(({ globalId }) => globalId)));
        const uncovered = new Set(cost.unpriced.flatMap(({ elementIds }) => elementIds));
        expect(cost.coverage.elements.covered).toBe(all.length - uncovered.size);
      }),
    );
  });

  it("are the same at the location factor 1 as at none", async () => {
    const one = [{ name: "One", aliases: [], factor: "1.00", source: "", placeholder: false }];
    await fc.assert(
      fc.asyncProperty(elements, async (all) => {
        const at = async (location: string | null) =>
          (await estimate(all, { ...DEFAULT_OPTIONS, location: findLocation(location, one) })).cost;
        const [here, nowhere] = [await at("One"), await at(null)];
        expect(here.totals).toEqual(nowhere.totals);
        expect(here.lines).toEqual(nowhere.lines);
      }),
    );
  });
});

describe("the default price book", () => {
  const book = layerPriceBooks(null, DEFAULT_PRICE_BOOK);

  it("gives every installed price back exactly at the default rates", () => {
    expect(DEFAULT_INSTALLED_PRICES.size).toBe(book.rows.size);
    for (const [id, installed] of DEFAULT_INSTALLED_PRICES) {
      const row = book.rows.get(id);
      const rate = row && unitRate(row, book.laborRate, book.equipmentRate);
      expect(decimal(rate ?? -1).toFixed(), id).toBe(decimal(installed).toFixed());
    }
  });

  it("leaves a material price of its own in every row, and marks each a class 5 placeholder", () => {
    for (const [id, row] of book.rows) {
      const free = DEFAULT_CATALOGUE.get(id)?.nothingToBuy ?? false;
      expect(decimal(row.materialPrice).gt(0), id).toBe(!free);
      expect(row).toMatchObject({ lowFactor: "0.7", highFactor: "1.5", placeholder: true });
    }
  });
});
