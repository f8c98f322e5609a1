import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { listEstimates } from "#lib/estimates/list-estimates.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { type Ctx, makeCtx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ensureIndex } from "./ensure-index.ts";
import { openIndex } from "./index/index.ts";
import { SearchUnavailable } from "./index/search-unavailable.ts";
import { indexDue } from "./index-due.ts";
import { setPriceLevels } from "./levels/set-price-levels.ts";
import { SetPriceLevels } from "./levels/views.ts";
import { readDistribution } from "./read-distribution.ts";
import { SearchSimilar, SimilarTo } from "./search-input.ts";
import { searchSimilar, similarTo } from "./search-similar.ts";

let ctx: Ctx;
beforeAll(ensureIndex);
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);
afterAll(() => openIndex().close());

const RATES = { labor_rate: 45, equipment_rate: 75 };
const SCHOOL = {
  materials: {
    "Concrete C30/37": { quantity: 400, unit: "m3" },
    Rebar: { quantity: 40, unit: "t" },
    "Clay brick": { quantity: 90, unit: "m3" },
    "Stone wool": { quantity: 120, unit: "m3" },
  },
  location: "Berlin",
  ...RATES,
  floor_area_m2: 1000,
  description: "Primary school with a sports hall",
};
/** The same building in other words, units and of another size. */
const SCHULE = {
  materials: {
    Stahlbetn: { quantity: 430, unit: "m3" },
    Mauerwerk: { quantity: 95, unit: "m3" },
    Steinwolle: { quantity: 130, unit: "m3" },
  },
  location: "Berlin",
  ...RATES,
  floor_area_m2: 1080,
  description: "Grundschule mit Turnhalle",
};
const SHED = {
  materials: {
    "Structural steel": { quantity: 60, unit: "t" },
    "Metal-faced insulated panel": { quantity: 3000, unit: "m2" },
  },
  location: "Houston",
  ...RATES,
  floor_area_m2: 5000,
  description: "Distribution warehouse",
};

const create = async (input: object, by = ctx) => (await createEstimate(by, CreateEstimate.parse(input))).id;
const catchUp = async (by = ctx) => {
  while ((await indexDue(by.tenant.id)).more);
};
const search = (input: object, by = ctx) => searchSimilar(by, SearchSimilar.parse(input));
const backdate = (id: string, day: string) =>
  withSystem((tx) =>
    tx
      .update(costEstimates)
      .set({ pricedAt: new Date(day), createdAt: new Date(day) })
      .where(eq(costEstimates.id, id)),
  );

describe("what is asked", () => {
  it("has days that can be compared, and lists that end", () => {
    const taken = (more: object) => SearchSimilar.safeParse({ ...SCHOOL, ...more }).success;
    for (const day of ["0000-01-01", "9999-12-31T23:59:59-12:00", "1899-12-31"])
      expect(taken({ filters: { created_from: day } }), day).toBe(false);
    expect(taken({ filters: { created_from: "2026-03-31" } })).toBe(true);
    const classes = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, at) => [`Ifc${at}`, 0]));
    expect([taken({ class_shares: classes(100) }), taken({ class_shares: classes(101) })]).toEqual([
      true,
      false,
    ]);
    expect(SimilarTo.parse({ materials: Array(900).fill("a").join(",") }).materials).toEqual(["a"]);
    const many = Array.from({ length: 51 }, (_, at) => `m${at}`).join(",");
    expect(SimilarTo.safeParse({ materials: many }).success).toBe(false);
  });

  it("may have names that every object knows, and is refused with a sentence where it cannot be counted", async () => {
    await create(SCHOOL);
    await catchUp();
    const odd = { ...SCHOOL, class_shares: { constructor: 1, IfcWall: 0 } };
    expect((await search(odd)).similar_estimates).toHaveLength(1);
    const huge = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [
        `Concrete C30/37 ${"x".repeat(at % 50)}${at}`,
        { quantity: 1e9, unit: "m3" },
      ]),
    );
    await expect(
      search({ ...SCHOOL, materials: huge, labor_rate: 1e6, equipment_rate: 1e6 }),
    ).rejects.toMatchObject({ code: "quantities_impossible" });
  });
});

describe("a search", () => {
  it("finds the same kind of building, says why and what it cost, and stores nothing", async () => {
    const school = await create(SCHOOL);
    await create(SHED);
    await catchUp();
    const found = await search({ ...SCHOOL, floor_area_m2: 1080 });
    expect(found.similar_estimates.map((result) => result.estimate_id)).toEqual([school]);
    const [best] = found.similar_estimates;
    expect(best?.similarity_score).toBeGreaterThan(0.9);
    const reasons = best?.reasons.map(({ text }) => text).join("; ") ?? "";
    for (const said of ["same concrete frame", "7% smaller", "same kind of building (school)", "same city"])
      expect(reasons).toContain(said);
    expect(best?.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
    expect(best?.materials.Rebar).toMatchObject({ unit: "kg" });
    // One school at the same level: its cost per m² times the asked area.
    expect(Number(found.average_cost?.likely)).toBeCloseTo(Number(best?.levelled?.likely) * 1.08, 0);
    expect(Number(found.average_cost?.low)).toBeLessThan(Number(found.average_cost?.likely));
    expect(Number(found.average_cost?.high)).toBeGreaterThan(Number(found.average_cost?.likely));
    expect(found.confidence).toBeGreaterThan(0);
    expect(found.confidence).toBeLessThan(1);
    expect(found.note).toBeNull();
    expect(found.index).toEqual({ available: true, estimates: 2, indexed: 2 });
    expect(found.query.cost?.likely).toBe(best?.cost.likely);
    expect((await listEstimates(ctx, { skip: 0, limit: 10 })).total).toBe(2);
    const audited = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
    );
    expect(audited.map(({ action }) => action)).toEqual(["estimate.created", "estimate.created"]);
  });

  it("reaches across languages and slips of spelling", async () => {
    await create(SCHOOL);
    await create(SHED);
    await catchUp();
    const found = await search({ ...SCHULE, score_threshold: 0 });
    expect(found.similar_estimates.map(({ name }) => name)).toEqual([SCHOOL.description, SHED.description]);
    const [school, shed] = found.similar_estimates;
    expect(school?.similarity_score).toBeGreaterThan((shed?.similarity_score ?? 0) + 0.05);
  });

  it("with nothing alike gives an empty list, no price and the reason", async () => {
    expect((await search(SCHOOL)).note).toMatch(/Nothing has been estimated yet/);
    await create(SHED);
    await catchUp();
    const none = await search(SCHOOL);
    expect(none).toMatchObject({ similar_estimates: [], average_cost: null, confidence: null });
    expect(none.note).toMatch(/^Nothing is as alike as 0\.70: the best was 0\.\d\d\./);
  });

  it("of what cannot be priced has no average, and says so", async () => {
    await create({ ...SCHOOL, materials: { "Zubrium 9": { quantity: 5, unit: "m3" } } });
    await catchUp();
    const found = await search({
      ...SCHOOL,
      materials: { "Zubrium 9": { quantity: 5, unit: "m3" } },
      score_threshold: 0,
    });
    expect(found.query.cost).toBeNull();
    expect(found.similar_estimates).toHaveLength(1);
    expect(found).toMatchObject({ average_cost: null, confidence: null });
    expect(found.note).toMatch(/None of these estimates has a price/);
  });

  it("filters by place, day, size, material and project, and names what it does not know", async () => {
    const { id: projectId } = await createProject(ctx, {
      name: "North",
      description: "",
      is_restricted: false,
    });
    const inProject = await create({ ...SCHOOL, project_id: projectId });
    const old = await create({ ...SCHOOL, floor_area_m2: 3000 });
    await backdate(old, "2019-05-01T00:00:00Z");
    const shed = await create(SHED);
    await catchUp();
    const ids = async (filters: object) =>
      (await search({ ...SCHOOL, score_threshold: 0, filters })).similar_estimates.map(
        (result) => result.estimate_id,
      );
    expect((await ids({ project_id: projectId })).sort()).toEqual([inProject]);
    expect(await ids({ created_to: "2019-12-31" })).toEqual([old]);
    expect(await ids({ created_from: "2020-01-01", place: "berlin" })).toEqual([inProject]);
    expect(await ids({ floor_area_min: 4000 })).toEqual([shed]);
    expect(await ids({ materials: ["steel-section"] })).toEqual([shed]);
    expect(await ids({ classes: ["IfcWall"] })).toEqual([]);
    await expect(ids({ place: "Nowhere" })).rejects.toMatchObject({ code: "place_not_found" });
    await expect(ids({ materials: ["adamantium"] })).rejects.toMatchObject({ code: "material_not_found" });
    await expect(
      search({ ...SCHOOL, materials: { "Concrete C30/37": { quantity: 1, unit: "m2" } } }),
    ).rejects.toMatchObject({
      code: "unit_not_convertible",
    });
  });

  it("shows nothing of another organisation, nor lets it weigh in", async () => {
    const other = await systemCtx((await makeTenant()).id);
    await create(SCHOOL, other);
    await catchUp(other);
    const found = await search({ ...SCHOOL, score_threshold: 0 });
    expect(found).toMatchObject({
      similar_estimates: [],
      average_cost: null,
      index: { estimates: 0, indexed: 0 },
    });
    const id = (await listEstimates(other, { skip: 0, limit: 1 })).items[0]?.id ?? "";
    await expect(similarTo(ctx, id, SimilarTo.parse({}))).rejects.toMatchObject({ status: 404 });
    await expect(readDistribution(ctx, id, { limit: 5 })).rejects.toMatchObject({ status: 404 });
  });

  it("shows nothing of a hidden project, nor lets it weigh in", async () => {
    const { id: projectId } = await createProject(ctx, {
      name: "Secret",
      description: "",
      is_restricted: true,
    });
    const seen = await create(SCHOOL);
    const hidden = await create({ ...SCHOOL, floor_area_m2: 100, project_id: projectId });
    await catchUp();
    const outsider = makeCtx({ ...ctx, hiddenProjects: [projectId] });
    const all = await search({ ...SCHOOL, score_threshold: 0 });
    expect(all.similar_estimates.map((result) => result.estimate_id).sort()).toEqual([seen, hidden].sort());
    const found = await search({ ...SCHOOL, score_threshold: 0 }, outsider);
    expect(found.similar_estimates.map((result) => result.estimate_id)).toEqual([seen]);
    expect(found.index).toEqual({ available: true, estimates: 1, indexed: 1 });
    expect(found.average_cost?.likely).not.toBe(all.average_cost?.likely);
    expect(JSON.stringify(found)).not.toContain(hidden);
    const asked = { ...SCHOOL, score_threshold: 0, filters: { project_id: projectId } };
    expect((await search(asked, outsider)).similar_estimates).toEqual([]);
    expect((await readDistribution(outsider, seen, { limit: 500 })).points).toEqual([]);
    await expect(similarTo(outsider, hidden, SimilarTo.parse({}))).rejects.toMatchObject({ status: 404 });
  });

  it("says that it is unavailable while the index is away, and that it catches up", async () => {
    const id = await create(SCHOOL);
    const present = vi.spyOn(openIndex(), "tenant").mockImplementation(() => {
      throw new SearchUnavailable("the index does not answer");
    });
    try {
      const away = await search(SCHOOL);
      expect(away).toMatchObject({ similar_estimates: [], average_cost: null, index: { available: false } });
      expect(away.note).toMatch(/cannot be searched just now/);
    } finally {
      present.mockRestore();
    }
    const behind = await search({ ...SCHOOL, materials: { "Zubrium 9": 1 }, score_threshold: 0 });
    expect(behind.note).toMatch(/The index is catching up: 0 of 1/);
    await catchUp();
    expect((await search(SCHOOL)).similar_estimates[0]?.estimate_id).toBe(id);
  });
});

describe("like a stored estimate", () => {
  it("leaves itself out, and brings older costs to today by the organisation's own index", async () => {
    const id = await create(SCHOOL);
    const old = await create(SCHOOL);
    await backdate(old, "2020-02-01T00:00:00Z");
    await catchUp();
    await setPriceLevels(
      ctx,
      SetPriceLevels.parse({
        index_values: [
          { series: "Berlin", period: "2020-Q1", value: 100 },
          { series: "Berlin", period: "2025", value: "125.5" },
        ],
      }),
    );
    const found = await similarTo(ctx, id, SimilarTo.parse({ limit: "3" }));
    expect(found.similar_estimates.map((result) => result.estimate_id)).toEqual([old]);
    const [result] = found.similar_estimates;
    expect(result?.similarity_score).toBe(1);
    expect(result?.levelled).toMatchObject({ factor: "1.2550", currency: "USD" });
    expect(result?.levelled?.explanation).toContain("2020-Q1 → 2025");
    expect(Number(found.average_cost?.likely)).toBeCloseTo(Number(result?.cost.likely) * 1.255, 1);
  });

  it("brings the cost of another place to this one's level", async () => {
    const id = await create(SCHOOL);
    await create({ ...SCHOOL, location: "Zurich" });
    await catchUp();
    // Another country is worth a look and no good comparison, however alike the bills are.
    const abroad = SimilarTo.parse({ score_threshold: 0.6 });
    const [result] = (await similarTo(ctx, id, abroad)).similar_estimates;
    expect(Number(result?.levelled?.likely) / Number(result?.cost.likely)).toBeCloseTo(1 / 1.45, 3);
    expect(result?.levelled?.explanation).toContain("Zurich → Berlin");
    const there = await readDistribution(ctx, id, { limit: 500 });
    expect(there.points).toHaveLength(1);
    expect(Number(there.estimate.cost_per_m2)).toBeCloseTo(Number(there.points[0]?.cost_per_m2), 1);
  });
});

describe("price levels", () => {
  it("are audited, refuse what stands twice, and are an admin's to set", async () => {
    const levels = SetPriceLevels.parse({
      index_values: [{ series: "DE", period: "2024", value: "130" }],
      exchange_rates: [{ from: "EUR", to: "USD", period: "2024", rate: "1.08" }],
    });
    const set = await setPriceLevels(ctx, levels);
    expect(set.series.filter(({ own }) => own)).toEqual([
      {
        series: "DE",
        own: true,
        source: "",
        placeholder: false,
        values: [{ period: "2024", value: "130", source: "" }],
      },
    ]);
    expect(set.series.filter(({ series }) => series === "DE")).toHaveLength(1);
    expect(set.series.find(({ series }) => series === "US")).toMatchObject({ own: false, placeholder: true });
    const [row] = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
    );
    expect(row).toMatchObject({
      action: "price_levels.changed",
      after: { "DE 2024": "130", "EUR/USD 2024": "1.08" },
    });
    const twice = SetPriceLevels.parse({
      index_values: [
        { series: "DE", period: "2024", value: "130" },
        { series: "de", period: "2024", value: "131" },
      ],
    });
    await expect(setPriceLevels(ctx, twice)).rejects.toMatchObject({ code: "price_level_twice" });
    const second = SetPriceLevels.parse({
      index_values: [
        { series: "DE", period: "2024", value: "130", source: "Tenders" },
        { series: "DE", period: "2025", value: "134", source: "Destatis" },
      ],
    });
    await expect(setPriceLevels(ctx, second, `"${set.revision + 1}"`)).rejects.toMatchObject({
      status: 412,
      code: "price_levels_changed",
    });
    const changed = await setPriceLevels(ctx, second, `"${set.revision}"`);
    expect(changed.revision).not.toBe(set.revision);
    expect(changed.series[0]).toMatchObject({
      source: "Tenders; Destatis",
      values: [{ source: "Tenders" }, { source: "Destatis" }],
    });
    const editor = makeCtx({ ...ctx, principal: { kind: "api_key", keyId: "k", role: "editor" } });
    await expect(setPriceLevels(editor, levels)).rejects.toMatchObject({ code: "role_required" });
  });
});
