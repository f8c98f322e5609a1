import { randomUUID } from "node:crypto";
import { epds } from "#db/schema/epds.ts";
import { withSystem } from "#db/tenant.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { newEstimate } from "#lib/http/testing/matrix-rows-estimates.ts";
import { EditPriceBookRow, editPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { BUILT_IN } from "#lib/price-books/effective-book.ts";
import { listPriceBooks } from "#lib/price-books/list-price-books.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** Rows of environmental product declarations, and of what is counted by them. */
export const EPD_ROWS: Record<string, Row> = {
  "GET /api/epds": { shows: true, before: newEpd },
  "POST /api/epds": { body: (tenant) => epdForm(tenant) },
  "GET /api/epds/{id}": { params: newEpd, shows: true },
  "DELETE /api/epds/{id}": { params: newEpd },
  "GET /api/epd-choices": {},
  "GET /api/epd-choices/{catalogueId}": {
    params: ownEntry,
    before: newEpd,
    shows: true,
  },
  "PUT /api/epd-choices/{catalogueId}": {
    params: ownEntry,
    body: () => ({ epd: null }),
    foreignBody: async (_own, foreign) => ({ epd: { id: (await newEpd(foreign)).id, kind: "product" } }),
  },
  "GET /api/cost-estimates/{id}/carbon": { params: newEstimate, inProject: "estimate" },
};

/** An entry of the tenant's own in its active version, which other cases change: made afresh. */
async function ownEntry(tenant: Fixture): Promise<{ catalogueId: string }> {
  const ctx = await systemCtx(tenant.id);
  const active = (await listPriceBooks(ctx)).find((book) => book.active);
  const catalogueId = `matrix-${randomUUID()}`;
  await editPriceBookRow(
    ctx,
    active?.id ?? BUILT_IN,
    catalogueId,
    EditPriceBookRow.parse({
      entry: { name: `Concrete ${catalogueId}`, unit: "m3", class: "concrete" },
      mass: { density_kg_m3: "2400", source: "matrix" },
    }),
  );
  return { catalogueId };
}

/** One cubic metre of concrete, whose name carries the marker. */
export async function newEpd(tenant: Pick<Fixture, "id" | "marker">): Promise<{ id: string }> {
  const id = randomUUID();
  await withSystem((tx) =>
    tx.insert(epds).values({
      id,
      tenantId: tenant.id,
      uuid: randomUUID(),
      version: "00.01.000",
      names: { en: `Concrete ${tenant.marker}` },
      owner: null,
      amount: "1",
      unit: "m3",
      properties: {
        massKg: null,
        grossDensity: "2400",
        bulkDensity: null,
        grammage: null,
        thickness: null,
        linearDensity: null,
        pieceWeight: null,
        conversionTo1Kg: null,
        biogenicCarbonKg: null,
      },
      modules: [
        { module: "A1-A3", scenario: null, total: "201", fossil: "200", biogenic: "0.5", luluc: "0.5" },
      ],
      scenarios: [],
      standard: "EN 15804+A2",
      dataSetType: "specific",
      geography: "DE",
      referenceYear: 2024,
      validUntil: "2099-12-31",
      registration: null,
      sourceUrl: null,
      format: "csv",
      words: `concrete ${tenant.marker}`.toLowerCase(),
      createdBy: "matrix",
    }),
  );
  return { id };
}

function epdForm({ marker }: Fixture): FormData {
  const form = new FormData();
  const table = `uuid,name,unit,module,gwp_total\n${randomUUID()},Concrete ${marker},m3,A1-A3,200\n`;
  form.append("file", new File([table], "epds.csv", { type: "text/csv" }));
  return form;
}
