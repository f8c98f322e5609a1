import { describe, expect, it } from "vitest";
import { decimal } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } from "#lib/catalogue/default-catalogue.ts";
import { layerPriceBooks } from "#lib/catalogue/layer-price-books.ts";
import { findLocation } from "#lib/catalogue/location-factors.ts";
import type { PriceBook, PriceRow } from "#lib/catalogue/types.ts";
import { minorToDecimal } from "./currency.ts";
import { estimateCosts } from "./estimate-costs.ts";
import { DEFAULT_OPTIONS, element, estimate, sole } from "./testing/model.ts";

const WALL = element({ globalId: "w", quantities: { volumeM3: 12.3456 }, materials: sole("Beton") });

const ROW: PriceRow = {
  unit: "m3",
  materialPrice: "100",
  labourHours: "2",
  equipmentHours: "0.5",
  wasteAllowance: "0.05",
  lowFactor: "0.9",
  highFactor: "1.2",
  source: "Quote 17",
  placeholder: false,
};
const TENANT: PriceBook = {
  id: "tenant",
  name: "Our book",
  version: 3,
  currency: "EUR",
  laborRate: "60",
  equipmentRate: "80",
  rows: new Map([["concrete-c30", ROW]]),
};

const price = async (book: PriceBook | null) =>
  estimateCosts(
    (await estimate([WALL, element({ globalId: "x", quantities: { volumeM3: 2 }, materials: sole("Holz") })]))
      .model,
    DEFAULT_CATALOGUE,
    layerPriceBooks(book, DEFAULT_PRICE_BOOK),
    DEFAULT_OPTIONS,
  );

describe("estimateCosts", () => {
  it("prices a line by hand's reckoning: 12.3456 m3 × 205 USD", async () => {
    const { cost } = await estimate([WALL]);
    expect(cost.lines).toHaveLength(1);
    expect(cost.lines[0]).toMatchObject({
      quantity: "12.3456",
      unitRate: "205",
      likelyMinor: 253085, // 2530.848
      lowMinor: 177160, // 1771.595
      highMinor: 379628, // 3796.275
      placeholder: true,
      elementIds: ["w"],
      codes: { masterFormat: "03 30 00", uniFormat: "B10", din276: null },
    });
    expect(cost.totals).toEqual({ lowMinor: 177160, likelyMinor: 253085, highMinor: 379628 });
    expect(minorToDecimal(cost.totals.likelyMinor, cost.minorDigits)).toBe("2530.85");
    expect(cost.placeholderPrices).toBe(true);
  });

  it("applies the location factor to the unit rate", async () => {
    const own = [{ name: "Here", aliases: [], factor: "1.1", source: "own", placeholder: false }];
    const { cost } = await estimate([WALL], { ...DEFAULT_OPTIONS, location: findLocation("here", own) });
    expect(cost.lines[0]).toMatchObject({ baseRate: "205", unitRate: "225.5", likelyMinor: 278393 });
  });

  it("lets labour and equipment rates act through the hours", async () => {
    const { cost } = await estimate([WALL], { ...DEFAULT_OPTIONS, laborRate: "55", equipmentRate: "75" });
    const row = DEFAULT_PRICE_BOOK.rows.get("concrete-c30");
    expect(cost.lines[0]?.baseRate).toBe(
      decimal(205)
        .plus(decimal(row?.labourHours ?? 0).times(10))
        .toFixed(),
    );
  });

  it("takes the tenant's book first, with its own accuracy, currency and version", async () => {
    const cost = await price({ ...TENANT, currency: "USD" });
    const [concrete, timber] = ["concrete-c30|IfcWall", "timber-soft|IfcWall"].map((key) =>
      cost.lines.find((line) => line.key === key),
    );
    // 100 × 1.05 + 2 × 60 + 0.5 × 80 = 265
    expect(concrete).toMatchObject({
      unitRate: "265",
      bookId: "tenant",
      placeholder: false,
      likelyMinor: 327158,
    });
    expect(concrete?.lowMinor).toBe(294442);
    expect(timber?.bookId).toBe("default");
    expect(cost.currency).toBe("USD");
    expect(cost.books.map(({ id, version }) => [id, version])).toEqual([
      ["tenant", 3],
      ["default", DEFAULT_PRICE_BOOK.version],
    ]);
  });

  it("invents no exchange rate: without one the default's rows are unpriced", async () => {
    const cost = await price(TENANT);
    expect(cost.lines.map(({ catalogueId }) => catalogueId)).toEqual(["concrete-c30"]);
    expect(cost.unpriced).toMatchObject([
      { reason: "no_price", catalogueId: "timber-soft", quantity: "2", unit: "m3" },
    ]);
    expect(cost.coverage.elements).toEqual({ covered: 1, total: 2, share: "0.5" });
    expect(cost.coverage.volumeM3.share).toBe("0.8606");
  });

  it("gives zero with zero coverage when nothing is known", async () => {
    const { cost } = await estimate([
      element({ globalId: "a", quantities: { volumeM3: 3 }, materials: sole("Xylofant") }),
    ]);
    expect(cost.totals).toEqual({ lowMinor: 0, likelyMinor: 0, highMinor: 0 });
    expect(cost.coverage).toEqual({
      elements: { covered: 0, total: 1, share: "0" },
      volumeM3: { covered: "0", total: "3", share: "0" },
    });
    expect((await estimate([])).cost.coverage.elements.share).toBe("0");
  });

  it("has nothing to buy for air, and holds it for covered", async () => {
    const { cost, carbon } = await estimate([
      element({ globalId: "a", quantities: { volumeM3: 3 }, materials: sole("Air") }),
    ]);
    expect(cost.lines).toEqual([]);
    expect(cost.unpriced).toEqual([]);
    expect(carbon.lines).toEqual([]);
    expect(cost.coverage.elements.share).toBe("1");
  });

  it("counts in the currency's own minor unit", async () => {
    const yen: PriceBook = { ...TENANT, currency: "JPY" };
    const cost = await price(yen);
    expect(cost.minorDigits).toBe(0);
    expect(cost.totals.likelyMinor).toBe(3272); // 12.3456 × 265 = 3271.58
  });
});
