import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { boqReturns } from "#db/schema/boq.ts";
import { withSystem } from "#db/tenant.ts";
import { addItem } from "#lib/boq/edit-items.ts";
import { AddItem } from "#lib/boq/items.ts";
import { readBill } from "#lib/boq/read-bill.ts";
import { SendBill, sendBill } from "#lib/boq/send-bill.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import { once } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { newEstimate } from "#lib/http/testing/matrix-rows-estimates.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** Bills of quantities: terms, sections, what is added, what bidders return. */
export const BILL_ROWS: Record<string, Row> = {
  "GET /api/cost-estimates/{id}/bill": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await billed(tenant)).id }),
    shows: true,
  },
  "PATCH /api/cost-estimates/{id}/bill": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await newBilled(tenant)).id }),
    body: () => ({ classification: "nrm_2", terms: { vat: "19" } }),
    shows: true,
  },
  "PUT /api/cost-estimates/{id}/bill/sections": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await newBilled(tenant)).id }),
    // In every bill of these tenants by what they are made of.
    body: async (tenant: Fixture) => {
      const { id } = await billed(tenant);
      const { lines } = await readBill(await systemCtx(tenant.id), id);
      return {
        classification: "nrm_2",
        sections: [{ catalogue_id: lines[0]?.catalogue_id ?? "", code: "14" }],
      };
    },
    shows: true,
  },
  "POST /api/cost-estimates/{id}/bill/items": {
    inProject: "estimate",
    params: newEstimate,
    body: ({ marker }) => provisional(marker),
    shows: true,
  },
  "PATCH /api/cost-estimates/{id}/bill/items/{itemId}": {
    inProject: "estimate",
    params: newBilled,
    body: ({ marker }) => ({ description: marker }),
    shows: true,
  },
  "DELETE /api/cost-estimates/{id}/bill/items/{itemId}": { inProject: "estimate", params: newBilled },
  "GET /api/cost-estimates/{id}/bill/workbook": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await billed(tenant)).id }),
  },
  "GET /api/cost-estimates/{id}/bill/returns": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await returned(tenant)).id }),
    shows: true,
  },
  "POST /api/cost-estimates/{id}/bill/returns": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await billed(tenant)).id }),
    // Let in, and told to look at the differences first.
    body: returnForm,
    answer: { status: 409, code: "differences_unseen" },
  },
  "POST /api/cost-estimates/{id}/bill/returns/check": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await billed(tenant)).id }),
    body: returnForm,
    shows: true,
  },
  "DELETE /api/cost-estimates/{id}/bill/returns/{returnId}": {
    inProject: "estimate",
    params: newReturned,
  },
  "GET /api/cost-estimates/{id}/bill/comparison": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await returned(tenant)).id }),
    shows: true,
  },
  "GET /api/cost-estimates/{id}/bill/comparison/workbook": {
    inProject: "estimate",
    params: async (tenant) => ({ id: (await returned(tenant)).id }),
  },
};

const provisional = (description: string) => ({ kind: "provisional", description, unit_rate: "1000" });

/** An estimate's bill with an item that carries the marker. */
async function newBilled(tenant: Fixture): Promise<{ id: string; itemId: string }> {
  const { id } = await newEstimate(tenant);
  const bill = await addItem(await systemCtx(tenant.id), id, AddItem.parse(provisional(tenant.marker)));
  return { id, itemId: bill.items[0]?.id ?? "" };
}
const billed = once(newBilled);

const sent = once(async (tenant) => {
  const { id } = await billed(tenant);
  const { body } = await sendBill(await systemCtx(tenant.id), id, SendBill.parse({ locale: "en" }));
  return { id, workbook: new Uint8Array(await buffer(body)) };
});

/** The bill as it is sent out, unpriced, from a bidder whose name carries the marker. */
async function returnForm(tenant: Fixture): Promise<FormData> {
  const { workbook } = await sent(tenant);
  const form = new FormData();
  form.set("bidder", tenant.marker);
  form.set("file", new File([workbook], "bill.xlsx"));
  return form;
}

/** An estimate with a bidder's bill, whose name carries the marker. */
async function newReturned(tenant: Fixture): Promise<{ id: string; returnId: string }> {
  const { id } = await newEstimate(tenant);
  const returnId = randomUUID();
  await withSystem((tx) =>
    tx.insert(boqReturns).values({
      id: returnId,
      tenantId: tenant.id,
      estimateId: id,
      bidder: tenant.marker,
      bidderKey: tenant.marker.toLowerCase(),
      version: 1,
      filename: "bill.xlsx",
      sha256: "0".repeat(64),
      currency: "USD",
      rows: [],
      differences: [],
      createdBy: "matrix",
    }),
  );
  return { id, returnId };
}
const returned = once(newReturned);
