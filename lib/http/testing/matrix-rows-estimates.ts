import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { type Fixture, makePriceBook } from "#lib/http/testing/fixture.ts";
import { form, once } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { SetPriceLevels } from "#lib/search/levels/views.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** Any entry of the built-in catalogue. */
const ENTRY = [...DEFAULT_CATALOGUE.keys()][0] ?? "";
export const priceBook = async (tenant: Fixture) => ({ id: (await makePriceBook(tenant)).id });

/** What files measure, estimates, price levels and price books. */
export const ESTIMATE_ROWS: Record<string, Row> = {
  "GET /api/files/{id}/analysis": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "GET /api/files/{id}/trust": { inProject: "file", params: (tenant) => analysed(tenant) },
  "GET /api/files/{id}/elements": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "GET /api/files/{id}/elements/groups": {
    query: "?by=material",
    inProject: "file",
    params: (tenant) => analysed(tenant),
    shows: true,
  },
  "GET /api/files/{id}/elements/order": { inProject: "file", params: (tenant) => analysed(tenant) },
  "GET /api/files/{id}/elements/export": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    shows: true,
  },
  "GET /api/files/{id}/materials": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "PUT /api/files/{id}/materials": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    body: (tenant) => ({ assignments: { [materialOf(tenant)]: ENTRY } }),
    shows: true,
  },
  "GET /api/files/{id}/export": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    query: "?format=csv",
    shows: true,
  },
  "PUT /api/files/{id}/floor-area": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    body: () => ({ floor_area_m2: 120, reason: "Measured on the plans" }),
  },
  "DELETE /api/files/{id}/floor-area": { inProject: "file", params: (tenant) => analysed(tenant) },

  "GET /api/cost-estimates": { shows: true, before: (tenant) => estimate(tenant) },
  "POST /api/cost-estimates": { body: estimateInput },
  "GET /api/cost-estimates/{id}": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/export": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
    query: "?format=csv",
    shows: true,
  },
  // A new one each time: the other routes need theirs.
  "DELETE /api/cost-estimates/{id}": { inProject: "estimate", params: (tenant) => newEstimate(tenant) },
  "POST /api/cost-estimates/{id}/reprice": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
    body: () => ({ location: null }),
    foreignBody: async (_own, foreign) => ({ price_book_id: (await makePriceBook(foreign)).id }),
    shows: true,
  },
  "POST /api/cost-estimates/search-similar": {
    body: (tenant: Fixture) => ({ ...estimateInput(tenant), score_threshold: 0 }),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/similar": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/distribution": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
  },
  "GET /api/cost-estimates/{id}/breakdown": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
  },
  "GET /api/cost-estimates/{id}/uncertainty": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
  },
  "GET /api/price-levels": { shows: true, before: (tenant) => ownPriceLevel(tenant) },
  "PUT /api/price-levels": {
    body: ({ marker }) => ({
      index_values: [{ series: "US", period: "2024", value: "120", source: marker }],
    }),
    shows: true,
  },

  "GET /api/catalogue": {},
  "GET /api/catalogue/matches": { query: "?name=Stahlbeotn" },
  "GET /api/price-books": { shows: true },
  "POST /api/price-books": {
    body: () =>
      form("prices.csv", `catalogue_id,a1_a3_kg_per_kg,quality,factor_source\n${ENTRY},1.5,B,matrix\n`),
  },
  "GET /api/price-books/{id}": { params: priceBook, shows: true },
  "GET /api/price-books/{id}/export": { params: priceBook },
  "GET /api/price-books/{id}/workbook": { params: priceBook },
  "PUT /api/price-books/{id}/items/{catalogueId}": {
    params: async (tenant) => ({ ...(await priceBook(tenant)), catalogueId: ENTRY }),
    body: () => ({ factor: { a1_a3_kg_per_kg: "1.5", quality: "B", source: "matrix" } }),
    shows: true,
  },
  "DELETE /api/price-books/{id}/items/{catalogueId}": {
    params: async (tenant) => ({ ...(await priceBook(tenant)), catalogueId: ENTRY }),
    shows: true,
  },
  "PUT /api/price-books/{id}/locations": {
    params: priceBook,
    body: () => ({ locations: [{ name: "Graz", factor: "1.02", source: "matrix" }] }),
    shows: true,
  },
  "POST /api/price-books/{id}/activate": { params: priceBook, shows: true },
};

/** A file whose pipeline has run over one wall of a material that carries the marker. */
const analysed = once(async (tenant: Fixture) => {
  const ctx = await systemCtx(tenant.id);
  const run = await modelledFile(ctx, [
    {
      ifcClass: "IfcWall",
      storey: 0,
      quantities: { volumeM3: 2, areaM2: 10 },
      materials: [[materialOf(tenant)]],
    },
  ]);
  await estimateFile(ctx, run);
  return { id: run.fileId };
});

const materialOf = ({ marker }: Fixture) => `Concrete ${marker}`;

/** An estimate by hand of one material that carries the marker. */
export const newEstimate = async (tenant: Fixture) => {
  const { id } = await createEstimate(
    await systemCtx(tenant.id),
    CreateEstimate.parse(estimateInput(tenant)),
  );
  return { id };
};
const estimate = once(newEstimate);

/** A price index value whose source carries the marker. */
const ownPriceLevel = once(async (tenant: Fixture) => {
  await setPriceLevels(
    await systemCtx(tenant.id),
    SetPriceLevels.parse({
      index_values: [{ series: "US", period: "2024", value: "120", source: tenant.marker }],
    }),
  );
  return { id: tenant.id };
});

function estimateInput(tenant: Fixture) {
  return {
    materials: { [materialOf(tenant)]: { quantity: 2, unit: "m3" } },
    location: "US average",
    labor_rate: 45,
    equipment_rate: 75,
    description: tenant.marker,
  };
}
