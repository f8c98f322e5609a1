import { describe, expect, it } from "vitest";
import type { EstimateSummary, SummaryMaterial } from "../summary.ts";
import { averageCost } from "./average.ts";
import { buildingKinds } from "./building-kind.ts";
import { featuresOf } from "./features.ts";
import { materialKind } from "./material-kind.ts";
import { whereIs } from "./places.ts";
import { rank } from "./rank.ts";
import { slipsBetween, Vocabulary } from "./spelling.ts";

const material = (
  name: string,
  quantity: number,
  unit: SummaryMaterial["unit"],
  catalogueId: string | null = null,
) => ({
  name,
  catalogueId,
  quantity: String(quantity),
  unit,
  massKg: null,
  volumeM3: unit === "m3" ? quantity : null,
  cost: null,
});

let count = 0;
function summary(parts: Partial<EstimateSummary> = {}): EstimateSummary {
  return {
    estimateId: `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    projectId: null,
    name: "Primary school",
    description: "",
    materials: [
      material("Ready-mix concrete", 400, "m3", "concrete-c30"),
      material("Reinforcement", 40_000, "kg", "rebar"),
      material("Stone wool", 120, "m3", "stone-wool"),
      material("Windows", 250, "m2", "window-alu"),
    ],
    classShares: {},
    location: "Berlin",
    place: "Berlin",
    locationFactor: 1,
    laborRate: 45,
    equipmentRate: 75,
    currency: "EUR",
    floorAreaM2: 1000,
    storeys: 3,
    cost: 1_000_000,
    carbonKg: 300_000,
    createdAt: new Date("2025-01-01T00:00:00Z"),
    ...parts,
  };
}
const scaled = ({ materials }: EstimateSummary, factor: number) =>
  materials.map((part) => ({
    ...part,
    quantity: String(Number(part.quantity) * factor),
    volumeM3: part.volumeM3 && part.volumeM3 * factor,
  }));
const score = (a: EstimateSummary, b: EstimateSummary, semantic: number | null = 1) =>
  rank(a, [{ summary: b, semantic }])[0]?.score ?? Number.NaN;
const part = (a: EstimateSummary, b: EstimateSummary, aspect: string) =>
  rank(a, [{ summary: b, semantic: 1 }])[0]?.reasons.find((reason) => reason.aspect === aspect);

describe("likeness", () => {
  it("is 1 with itself, and the same both ways round", () => {
    const a = summary();
    const b = summary({
      location: "Hamburg",
      place: "Hamburg",
      floorAreaM2: 1700,
      laborRate: 50,
      classShares: { IfcWall: 1 },
    });
    expect(score(a, a)).toBe(1);
    expect(score(a, b)).toBe(score(b, a));
    expect(score(a, b)).toBeLessThan(1);
  });

  it("falls as size, place and rates move away", () => {
    const a = summary();
    const sizes = [1000, 1100, 1500, 2500, 8000].map((floorAreaM2) =>
      score(a, summary({ floorAreaM2, materials: scaled(a, floorAreaM2 / 1000) })),
    );
    expect([...sizes].sort((x, y) => y - x)).toEqual(sizes);
    expect(new Set(sizes).size).toBe(sizes.length);
    const places = ["Berlin", "Potsdam", "Munich", "Chicago"].map((location) =>
      score(a, summary({ location, place: null })),
    );
    expect([...places].sort((x, y) => y - x)).toEqual(places);
    const rates = [45, 50, 70].map((laborRate) => part(a, summary({ laborRate }), "rates")?.likeness ?? 0);
    expect([...rates].sort((x, y) => y - x)).toEqual(rates);
  });

  it("does not see the unit, the language, a slip of spelling or the currency of the same materials", () => {
    const a = summary();
    const said = summary({
      materials: [
        material("Transportbeton C30/37", 400 * 2.4, "t", "concrete-c30"),
        material("Betonstahl", 40, "t"),
        material("Steinwole", 120, "m3"),
        material("Window aluminium 3-glass (whole unit)", 250, "m2"),
      ],
      currency: "CHF",
      cost: 2_700_000,
    });
    expect(part(a, said, "materials")?.likeness).toBeGreaterThan(0.97);
    expect(part(a, said, "rates")).toBeUndefined();
  });

  it("tells a steel or timber frame from a concrete one, foundations aside", () => {
    const foundation = material("Foundation concrete", 80, "m3", "concrete-c30");
    const steel = summary({ materials: [foundation, material("Steel", 60_000, "kg", "steel-section")] });
    const timber = summary({ materials: [foundation, material("CLT", 250, "m3", "clt")] });
    expect(featuresOf(summary()).frame).toBe("concrete");
    expect(featuresOf(steel).frame).toBe("steel");
    expect(featuresOf(timber).frame).toBe("timber");
    expect(part(summary(), timber, "materials")?.text).toContain("timber frame instead of concrete");
  });

  it("gives no weight to what cannot be compared, and says what it found", () => {
    const bare = summary({ location: "Atlantis", place: null, currency: "JPY" });
    const [found] = rank(summary(), [{ summary: bare, semantic: null }]);
    expect(found?.reasons.map(({ aspect }) => aspect)).toEqual([
      "materials",
      "building",
      "scale",
      "finish",
      "wording",
    ]);
    expect(found?.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 3);
    const [near] = rank(summary(), [
      { summary: summary({ floorAreaM2: 1080, materials: scaled(summary(), 1.08) }), semantic: 0.9 },
    ]);
    const words = near?.reasons.map(({ text }) => text).join("; ") ?? "";
    for (const said of [
      "same concrete frame",
      "8% larger",
      "same city",
      "same number of storeys",
      "both described as school",
    ])
      expect(words).toContain(said);
  });

  it("depends on nothing but the two, orders ties by id, and ranks a thousand quickly", () => {
    const query = summary();
    const many = Array.from({ length: 1000 }, (_, at) => ({
      summary: summary({ floorAreaM2: 500 + (at % 400) * 10, location: at % 2 ? "Hamburg" : "Berlin" }),
      semantic: (at % 10) / 10,
    }));
    const all = rank(query, many);
    expect(rank(query, many.toReversed())).toEqual(all);
    const [one] = rank(query, many.slice(500, 501));
    expect(all.find(({ estimateId }) => estimateId === one?.estimateId)?.score).toBe(one?.score);
    const begun = performance.now();
    rank(query, many, { limit: 5 });
    expect(performance.now() - begun).toBeLessThan(250);
  });
});

describe("what cannot be told", () => {
  const school = (more: Partial<EstimateSummary> = {}) =>
    summary({
      floorAreaM2: 2000,
      materials: [
        material("Ready-mix concrete", 980, "m3", "concrete-c30"),
        material("Reinforcement", 92_000, "kg", "rebar"),
        material("Screed", 115, "m3", "screed"),
        material("Interior plaster", 55, "m3", "plaster"),
        material("Windows", 430, "m2", "window-alu"),
        material("Stone wool", 190, "m3", "stone-wool"),
        material("Bitumen roofing", 740, "m2", "bitumen-membrane"),
        material("PIR", 95, "m3", "pir"),
        material("Linoleum", 1500, "m2", "linoleum"),
        material("Paint", 4200, "m2", "paint"),
        material("Acoustic ceiling", 1400, "m2", "acoustic-ceiling"),
        material("Interior doors", 80, "pcs", "door-wood-int"),
        material("Lights", 380, "pcs", "light"),
        material("Washbasins and toilets", 45, "pcs", "sanitary"),
        material("Ducts", 600, "m", "duct"),
      ],
      ...more,
    });
  const bare = { description: "", storeys: null, location: "Atlantis", place: null };

  it("is not confident about a single line, and knows nothing of lines that nobody knows", () => {
    const line = (amount: number) =>
      summary({ ...bare, name: "", materials: [material("Concrete", amount, "m3", "concrete-c30")] });
    expect(score(line(100), line(160))).toBeLessThan(0.7);
    expect(score(line(100), summary())).toBeLessThan(0.7);
    const unknown = (name: string) =>
      summary({ ...bare, name: "", cost: 0, materials: [material(name, 10, "pcs")] });
    for (const other of [unknown("Zubrium 8"), summary(), summary({ materials: [] })]) {
      expect(score(unknown("Zubrium 9"), other)).toBeLessThan(0.5);
      expect(score(summary({ materials: [] }), other)).toBeLessThan(0.5);
    }
    expect(featuresOf(unknown("Zubrium 9")).recognised).toBeNull();
  });

  it("takes a building that was never taught for none, and finds it by its bill", () => {
    const bridge = (times: number, more: Partial<EstimateSummary> = {}) =>
      summary({
        name: "Footbridge over the canal",
        storeys: null,
        floorAreaM2: null,
        materials: [
          material("Steel girders", 90_000 * times, "kg", "steel-section"),
          material("Concrete abutments", 160, "m3", "concrete-c30"),
          material("Reinforcement", 14_000 * times, "kg", "rebar"),
          material("Asphalt", 40 * times, "m3", "asphalt"),
          material("Railing", 120 * times, "m", "railing"),
        ],
        ...more,
      });
    expect(featuresOf(bridge(1)).recognised?.types.at(-1)).toBeGreaterThan(0.5);
    const [near, hall] = [score(bridge(1), bridge(1.08)), score(bridge(1), summary())];
    expect(near).toBeGreaterThan(0.7);
    expect(hall).toBeLessThan(0.5);
    expect(part(bridge(1), bridge(1.08), "finish")).toBeUndefined();
  });

  it("tells the size from the bill where no area is stated, and less surely", () => {
    const [stated, told] = [featuresOf(school()), featuresOf(school({ floorAreaM2: null }))];
    expect(stated.recognised?.size).toBeCloseTo(Math.log(2000), 0);
    expect(told.recognised?.size).toBeCloseTo(Math.log(2000), 0);
    expect(told.recognised?.doubt ?? 0).toBeGreaterThan(stated.recognised?.doubt ?? 1);
    expect(score(school(), school({ floorAreaM2: null }))).toBeGreaterThan(0.7);
  });
});

describe("what words mean", () => {
  it("finds places by postal code, transliteration, language, state and slip", () => {
    const city = (location: string) => whereIs(location)?.city?.name ?? whereIs(location)?.country ?? null;
    expect(["1012 Amsterdam", "Luebeck", "Wien 10", "Hamubrg", "Den Haag", "Bernau"].map(city)).toEqual([
      "Amsterdam",
      "Lübeck",
      "Vienna",
      "Hamburg",
      "The Hague",
      "Bernau bei Berlin",
    ]);
    expect(whereIs("Portland, Maine")?.city?.region).toBe("ME");
    expect(whereIs("Portland, OR")?.city?.region).toBe("OR");
    expect(city("Somewhere, Deutschland")).toBe("DE");
    expect(whereIs("Nowhere at all")).toBeNull();
  });

  it("finds kinds of buildings and materials in several languages", () => {
    const kinds = [
      "Neubau Bürogebäude",
      "basisschool met gymzaal",
      "Krankenhaus",
      "Distribution warehouse",
      "Schulle",
    ];
    expect(kinds.map((text) => buildingKinds(text)[0])).toEqual([
      "office",
      "school",
      "hospital",
      "warehouse",
      "school",
    ]);
    expect(buildingKinds("Installations and finishes")).toEqual([]);
    const id = (name: string) => materialKind(material(name, 1, "pcs"))?.entry.id;
    expect(["Leuchten", "Binnendeur opdek", "Kalkzandsten", "Zubrium 9"].map(id)).toEqual([
      "light",
      "door-wood-int",
      "calcium-silicate",
      undefined,
    ]);
  });

  it("forgives one slip in a word, two in a long one, none in a short one", () => {
    const words = new Vocabulary(["beton", "stahlbeton", "holz"]);
    expect(words.nearest("betn")).toBeNull();
    expect(words.nearest("beotn")).toBe("beton");
    expect(words.nearest("stahlbten")).toBe("stahlbeton");
    expect(words.nearest("hols")).toBeNull();
    expect(slipsBetween("abcd", "badc", 2)).toBe(2);
    expect(slipsBetween("abcd", "wxyz", 3)).toBeNull();
  });
});

describe("the average", () => {
  it("is weighted by similarity and scaled by area, and wider with fewer and unlike results", () => {
    const two = averageCost(200, [
      { score: 1, cost: 100_000, floorAreaM2: 100 },
      { score: 0.5, cost: 130_000, floorAreaM2: 100 },
      { score: 1, cost: null, floorAreaM2: 100 },
    ]);
    expect(two).toMatchObject({ of: 2, byArea: true });
    expect(two?.likely).toBeCloseTo(220_000, 3);
    const one = averageCost(null, [{ score: 0.95, cost: 100, floorAreaM2: null }]);
    const five = averageCost(
      null,
      Array.from({ length: 5 }, () => ({ score: 0.95, cost: 100, floorAreaM2: null })),
    );
    const width = (average: typeof one) => Math.log((average?.high ?? 0) / (average?.low ?? 1));
    expect(width(one)).toBeGreaterThan(width(five));
    expect(one?.confidence).toBeLessThanOrEqual(five?.confidence ?? 0);
    expect(one?.low).toBeLessThan(100);
    // Unlike results widen it up to a bound, and past that lower the confidence.
    const unlike = averageCost(null, [{ score: 0.7, cost: 100, floorAreaM2: null }]);
    expect(width(unlike)).toBeCloseTo(0.6, 6);
    expect(unlike?.confidence).toBeLessThan(one?.confidence ?? 0);
    expect(averageCost(100, [])).toBeNull();
    expect(averageCost(100, [{ score: 1, cost: 0, floorAreaM2: 10 }])).toBeNull();
  });
});
