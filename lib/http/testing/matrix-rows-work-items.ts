import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { workItemLibraries, workItems } from "#db/schema/work-items.ts";
import { withSystem } from "#db/tenant.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { priceBook } from "#lib/http/testing/matrix-rows-estimates.ts";
import { sampleCsv, sampleRows } from "#lib/price-books/cwicr/test/sample-rows.ts";

/** Rows of libraries of work items, and of what is taken from them. */
export const WORK_ITEM_ROWS: Record<string, Row> = {
  "GET /api/work-item-libraries": { shows: true, before: newLibrary },
  // An organisation may keep only so many.
  "POST /api/work-item-libraries": { before: removeLibraries, body: libraryForm },
  "DELETE /api/work-item-libraries/{id}": { params: newLibrary },
  "GET /api/work-item-libraries/{id}/items": { params: newLibrary, shows: true },
  "GET /api/work-item-libraries/{id}/items/{number}": { params: newItem, shows: true },
  "GET /api/work-item-libraries/{id}/matches": { params: newLibrary },
  "POST /api/price-books/{id}/work-items": {
    params: priceBook,
    body: adoption,
    foreignBody: (_own, foreign) => adoption(foreign),
  },
  "GET /api/price-books/{id}/levels": { params: priceBook },
  "GET /api/price-books/{id}/levels/workbook": { params: priceBook },
  "POST /api/price-books/{id}/levels": { params: priceBook, body: levelsForm },
};

/** A cubic metre of concrete, whose name carries the marker. */
async function newLibrary(tenant: Pick<Fixture, "id" | "marker">): Promise<{ id: string }> {
  const id = randomUUID();
  await withSystem(async (tx) => {
    await tx.insert(workItemLibraries).values({
      id,
      tenantId: tenant.id,
      name: `Edition ${tenant.marker} ${id}`,
      currency: "USD",
      pricedOn: "2026-01-31",
      status: "ready",
      filename: "edition.csv",
      bytes: 1,
      items: 1,
      createdBy: "matrix",
    });
    await tx.insert(workItems).values({
      tenantId: tenant.id,
      libraryId: id,
      number: 1,
      rateCode: "C_1",
      name: `Concrete ${tenant.marker}`,
      rateUnit: "m3",
      priceUnit: "m3",
      unitScale: "1",
      places: [],
      composition: "",
      labourHours: "1",
      labourCost: "30",
      machineHours: "0",
      machineCost: "0",
      materialCost: "100",
      otherCost: "0",
      total: "130",
      resources: [],
    });
  });
  return { id };
}

async function removeLibraries(tenant: Fixture): Promise<void> {
  await withSystem((tx) => tx.delete(workItemLibraries).where(eq(workItemLibraries.tenantId, tenant.id)));
}

async function newItem(tenant: Fixture) {
  return { ...(await newLibrary(tenant)), number: "1" };
}

async function adoption(tenant: Fixture) {
  const { id } = await newLibrary(tenant);
  return { library_id: id, items: [{ number: 1, catalogue_id: "concrete-c30" }] };
}

function levelsForm({ marker }: Fixture): FormData {
  const form = new FormData();
  const table = `kind,name,to,period,value,source\nexchange_rate,EUR,USD,2026,1.1,${marker}\n`;
  form.append("file", new File([table], "levels.csv", { type: "text/csv" }));
  return form;
}

function libraryForm({ marker }: Fixture): FormData {
  const form = new FormData();
  form.append("name", `Edition ${randomUUID()} ${marker}`);
  form.append("currency", "EUR");
  form.append("file", new File([...sampleCsv(sampleRows(2))], "edition.csv", { type: "text/csv" }));
  return form;
}
