import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import type { Role } from "#db/schema/auth.ts";
import { invoices } from "#db/schema/billing.ts";
import { files } from "#db/schema/files.ts";
import { jobRuns } from "#db/schema/jobs.ts";
import { usageConflicts } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { generateInvoices } from "#lib/billing/generate-invoices.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import {
  type Fixture,
  makeFile,
  makeNamedMember,
  makePriceBook,
  makeProject,
} from "#lib/http/testing/fixture.ts";
import { ARCHIVAL_ROWS } from "#lib/http/testing/matrix-rows-archival.ts";
import { AUDIT_ROWS } from "#lib/http/testing/matrix-rows-audit.ts";
import { BILLING_ROWS } from "#lib/http/testing/matrix-rows-billing.ts";
import { DATA_ROWS } from "#lib/http/testing/matrix-rows-data.ts";
import { OPERATOR_ROWS } from "#lib/http/testing/matrix-rows-operators.ts";
import { PEOPLE_ROWS } from "#lib/http/testing/matrix-rows-people.ts";
import { PROJECT_ROWS } from "#lib/http/testing/matrix-rows-projects.ts";
import { SETTINGS_ROWS } from "#lib/http/testing/matrix-rows-settings.ts";
import { WEBHOOK_ROWS } from "#lib/http/testing/matrix-rows-webhooks.ts";
import { setPriceLevels } from "#lib/search/levels/set-price-levels.ts";
import { SetPriceLevels } from "#lib/search/levels/views.ts";
import { objectStores } from "#lib/storage/index.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/**
 * What the isolation matrix needs to know of a route beyond its declaration. Parameters and bodies are made afresh for
 * each call, and are those of the given tenant, so that no case disturbs another.
 */
export interface Row {
  /** Path parameters that name a thing of this tenant. */
  params?: (tenant: Fixture) => Promise<Record<string, string>>;
  /** The thing that `params.id` names stands in a project, or is one: the matrix also asks for it while that is hidden. */
  inProject?: "project" | "file" | "estimate";
  /** A valid body: JSON, or a form. */
  body?: (tenant: Fixture) => unknown;
  /** A body sent to `own` that names a thing of `foreign`: must be answered as if it were not there. */
  foreignBody?: (own: Fixture, foreign: Fixture) => unknown;
  /** Gives this tenant something to be listed. */
  before?: (tenant: Fixture) => Promise<unknown>;
  query?: string;
  headers?: Record<string, string>;
  /** The role that the verb asks for, where it is more than the route's. */
  role?: Role;
  /** For people only: keys are answered 403 `person_required`. */
  person?: true;
  /** What a call that is let in is answered, where it is not the declared success. */
  answer?: { status: number; code?: string };
  /** The answer to a call that is let in shows the tenant's marker, so that its absence elsewhere means something. */
  shows?: true;
  /** Answers at the platform's own host only; an organisation's host knows nothing of it. */
  atPlatform?: true;
  /** Why the answer may hold other tenants' data. */
  seesAll?: string;
}

const OPERATORS = "operators run the platform for all organisations; nobody else is let in";

/** Any entry of the built-in catalogue. */
const ENTRY = [...DEFAULT_CATALOGUE.keys()][0] ?? "";
const file = (values?: Parameters<typeof makeFile>[1]) => async (tenant: Fixture) => ({
  id: (await makeFile(tenant, values)).id,
});
/** A file whose bytes are in the store. */
const storedFile = async (tenant: Fixture) => {
  const row = await makeFile(tenant);
  await objectStores().files.putStream(
    row.storageKey,
    Readable.from([Buffer.from(`ISO-10303-21; ${tenant.marker}`)]),
    {
      contentType: "application/octet-stream",
    },
  );
  return { id: row.id };
};
const priceBook = async (tenant: Fixture) => ({ id: (await makePriceBook(tenant)).id });
const newEmail = () => `${randomUUID()}@example.test`;

/** One row for each method of each route. */
export const MATRIX_ROWS: Record<string, Row> = {
  "GET /api/tenant": { shows: true },
  ...SETTINGS_ROWS,

  "GET /api/files": { shows: true },
  "POST /api/files": {
    body: ({ marker }) => ({ filename: `${marker}.ifc`, size: 1000 }),
    foreignBody: async (_own, foreign) => ({
      filename: "a.ifc",
      size: 1000,
      project_id: (await makeProject(foreign)).id,
    }),
  },
  "POST /api/files/upload": {
    body: () => form("matrix.ifc", "ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;\n"),
  },
  "GET /api/files/{id}": { inProject: "file", params: file(), shows: true },
  "DELETE /api/files/{id}": { inProject: "file", params: file() },
  "POST /api/files/{id}/process": { inProject: "file", params: file() },
  "GET /api/files/{id}/download": { inProject: "file", params: storedFile, shows: true },
  "GET /api/files/{id}/parts": { inProject: "file", params: pendingUpload },
  // No part has arrived: the verb looked and said so.
  "POST /api/files/{id}/complete": {
    inProject: "file",
    params: pendingUpload,
    body: () => ({ parts: [{ number: 1, etag: "none" }] }),
    answer: { status: 409, code: "parts_missing" },
  },

  "GET /api/files/{id}/analysis": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "GET /api/files/{id}/elements": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "GET /api/files/{id}/materials": { inProject: "file", params: (tenant) => analysed(tenant), shows: true },
  "PUT /api/files/{id}/materials": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    body: (tenant) => ({ assignments: { [materialOf(tenant)]: ENTRY } }),
    shows: true,
  },
  "PUT /api/files/{id}/floor-area": {
    inProject: "file",
    params: (tenant) => analysed(tenant),
    body: () => ({ floor_area_m2: 120 }),
  },
  "DELETE /api/files/{id}/floor-area": { inProject: "file", params: (tenant) => analysed(tenant) },

  "GET /api/cost-estimates": { shows: true, before: (tenant) => estimate(tenant) },
  "POST /api/cost-estimates": { body: estimateInput },
  "GET /api/cost-estimates/{id}": {
    inProject: "estimate",
    params: (tenant) => estimate(tenant),
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
  "GET /api/price-levels": { shows: true, before: (tenant) => ownPriceLevel(tenant) },
  "PUT /api/price-levels": {
    body: ({ marker }) => ({
      index_values: [{ series: "US", period: "2024", value: "120", source: marker }],
    }),
    shows: true,
  },

  ...PEOPLE_ROWS,
  ...WEBHOOK_ROWS,

  "GET /api/analytics/dashboard": { shows: true },
  ...PROJECT_ROWS,

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

  "POST /api/sign-up": {
    atPlatform: true,
    body: () => ({
      organisation: "Matrix",
      slug: `m-${randomUUID().slice(0, 18)}`,
      name: "M",
      email: newEmail(),
      password: "a long new password",
    }),
  },
  "POST /api/sign-in-links": { body: () => ({ email: newEmail() }) },
  "POST /api/password-resets": { body: () => ({ email: newEmail() }) },
  "PUT /api/password-resets": {
    body: async (tenant) => ({ token: await resetToken(tenant), password: "a long new password" }),
  },

  "POST /api/admin/tenants": {
    body: () => ({ name: "Matrix", slug: `m-${randomUUID().slice(0, 18)}`, admin_email: newEmail() }),
  },
  "GET /api/admin/tenants": { query: "?limit=200", seesAll: OPERATORS },
  "GET /api/admin/tenants/{slug}": { params: async ({ slug }) => ({ slug }), seesAll: OPERATORS },
  "PATCH /api/admin/tenants/{slug}": {
    params: async ({ slug }) => ({ slug }),
    body: () => ({ storage_quota: 10 ** 12 }),
  },
  // Of one made for it: the matrix' own are needed by the other cases.
  "DELETE /api/admin/tenants/{slug}": { params: async () => ({ slug: (await makeTenant()).slug }) },

  // The other rows make some as well, whose buyer has no name.
  "GET /api/invoices": { shows: true, before: (tenant) => invoice(tenant), query: "?limit=200" },
  "GET /api/invoices/{id}": { params: (tenant) => invoice(tenant), shows: true },
  "POST /api/admin/generate-invoices": { body: ({ slug }) => ({ tenant: slug }) },
  "POST /api/admin/invoices/{id}/credit-notes": {
    params: (tenant) => invoice(tenant),
    body: () => ({ lines: [{ position: 1, amount: "0.01" }], reason: "matrix" }),
  },

  "GET /api/admin/overview": { seesAll: OPERATORS },
  "GET /api/admin/invoices": { before: (tenant) => invoice(tenant), seesAll: OPERATORS },
  "GET /api/admin/invoices/{id}": { params: (tenant) => invoice(tenant), seesAll: OPERATORS },
  "GET /api/admin/invoice-runs": { seesAll: OPERATORS },
  "GET /api/admin/jobs": { before: failedRun, seesAll: OPERATORS },
  "POST /api/admin/jobs/replay": { before: failedRun, body: () => ({ function: "matrix" }) },
  "POST /api/admin/jobs/{id}/replay": { params: failedRun },
  "GET /api/admin/usage-conflicts": { before: usageConflict, seesAll: OPERATORS },
  "POST /api/admin/usage-conflicts/{id}/resolve": { params: usageConflict, seesAll: OPERATORS },

  // No card payments in these tests; with them: lib/billing/stripe.
  "POST /api/billing/checkout": {
    body: () => ({ plan: "pro" }),
    answer: { status: 409, code: "card_payments_unavailable" },
  },
  "POST /api/billing/portal": { answer: { status: 409, code: "card_payments_unavailable" } },
  "POST /api/admin/invoices/{id}/payments": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
    body: () => ({ amount: "1.00", reference: randomUUID() }),
  },
  "POST /api/admin/invoices/{id}/void": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
  },
  "POST /api/admin/invoices/{id}/uncollectible": {
    params: async ({ id }) => ({ id: (await makeFinalInvoice(id)).id }),
  },

  "GET /api/invoices/{id}/pdf": { params: (tenant) => invoice(tenant) },
  "GET /api/invoices/{id}/usage.csv": { params: (tenant) => invoice(tenant) },
  ...BILLING_ROWS,
  ...ARCHIVAL_ROWS,
  ...AUDIT_ROWS,
  ...OPERATOR_ROWS,
  ...DATA_ROWS,

  "GET /api/health/live": {},
  "GET /api/health/ready": {},
  "GET /api/openapi.json": {},
  "GET /api/inbox": {
    headers: { "x-real-client-ip": "127.0.0.1" },
    seesAll: "the development inbox holds all mail; it answers only this machine, and only without SMTP",
  },
};

/** A resumable upload of which nothing has arrived. */
async function pendingUpload(tenant: Fixture): Promise<{ id: string }> {
  const row = await makeFile(tenant, { status: "pending", size: 1000, partSize: 16 * 2 ** 20 });
  const uploadId = await objectStores().files.createMultipart(row.storageKey, {
    contentType: "application/octet-stream",
  });
  await withSystem((tx) => tx.update(files).set({ uploadId }).where(eq(files.id, row.id)));
  return { id: row.id };
}

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

const newEstimate = async (tenant: Fixture) => {
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

/** One for each tenant, for routes that leave it as it is or do the same to it again: it takes long to make. */
function once(
  make: (tenant: Fixture) => Promise<{ id: string }>,
): (tenant: Fixture) => Promise<{ id: string }> {
  const made = new Map<string, Promise<{ id: string }>>();
  return (tenant) => {
    const present = made.get(tenant.id) ?? make(tenant);
    made.set(tenant.id, present);
    return present;
  };
}

function estimateInput(tenant: Fixture) {
  return {
    materials: { [materialOf(tenant)]: { quantity: 2, unit: "m3" } },
    location: "US average",
    labor_rate: 45,
    equipment_rate: 75,
    description: tenant.marker,
  };
}

/** Of a month when the organisation was not there yet, so that no run by another case makes it; the buyer carries the marker. */
const invoice = once(async ({ id, slug }: Fixture) => {
  await generateInvoices({ period: "2025-03", tenant: slug, finalize: true });
  const [row] = await withSystem((tx) =>
    tx
      .select({ id: invoices.id })
      .from(invoices)
      .where(and(eq(invoices.tenantId, id), eq(invoices.billingPeriodStart, "2025-03-01"))),
  );
  if (!row) throw new Error("No invoice was made");
  return row;
});

/** A run of a job that has failed. */
async function failedRun({ id: tenantId, marker }: Fixture): Promise<{ id: string }> {
  const run = {
    id: randomUUID(),
    functionId: "matrix",
    tenantId,
    event: { name: "matrix", data: { marker } },
    status: "failed" as const,
    places: [],
    placeKey: "",
  };
  await withSystem((tx) => tx.insert(jobRuns).values(run));
  return { id: run.id };
}

/** An imported event whose key came with another payload before. */
async function usageConflict({ id: tenantId, marker }: Fixture): Promise<{ id: string }> {
  const row = {
    id: randomUUID(),
    tenantId,
    key: `${marker} ${randomUUID()}`,
    kind: "api_call" as const,
    quantity: "1",
    occurredAt: new Date(),
  };
  await withSystem((tx) => tx.insert(usageConflicts).values(row));
  return { id: row.id };
}

async function resetToken(tenant: Fixture): Promise<string> {
  const member = await makeNamedMember(tenant, "viewer");
  return withSystem((tx) =>
    issueToken(tx, { purpose: "password_reset", userId: member.id, tenantId: tenant.id }),
  );
}

function form(name: string, content: string): FormData {
  const data = new FormData();
  data.set("file", new File([content], name));
  return data;
}
