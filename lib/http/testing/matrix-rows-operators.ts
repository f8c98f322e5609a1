import { randomUUID } from "node:crypto";
import { jobRuns } from "#db/schema/jobs.ts";
import { errorGroups, traces } from "#db/schema/traces.ts";
import { usageConflicts } from "#db/schema/usage.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import { OPERATORS } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { createOperator } from "#lib/operators/create-operator.ts";
import { CreateIncident, createIncident } from "#lib/status/create-incident.ts";

/** Operators' own accounts, their log and their sign-in; organisations and jobs as operators see them. */
export const OPERATOR_ROWS: Record<string, Row> = {
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

  "GET /api/admin/overview": { seesAll: OPERATORS },
  "GET /api/admin/jobs": { before: failedRun, seesAll: OPERATORS },
  "GET /api/admin/job-attempts": { seesAll: OPERATORS },
  "GET /api/admin/slow-requests": { seesAll: OPERATORS },
  "GET /api/admin/slow-requests/by-name": { seesAll: OPERATORS },
  "GET /api/admin/traces/{id}": { params: keptTrace, seesAll: OPERATORS },
  "GET /api/admin/errors": { seesAll: OPERATORS },
  "GET /api/admin/errors/{fingerprint}": { params: errorGroup, seesAll: OPERATORS },
  "PATCH /api/admin/errors/{fingerprint}": {
    params: errorGroup,
    body: () => ({ state: "resolved" }),
    seesAll: OPERATORS,
  },
  "POST /api/admin/jobs/replay": { before: failedRun, body: () => ({ function: "matrix" }) },
  "POST /api/admin/jobs/{id}/replay": { params: failedRun },
  "GET /api/admin/usage-conflicts": { before: usageConflict, seesAll: OPERATORS },
  "POST /api/admin/usage-conflicts/{id}/resolve": { params: usageConflict, seesAll: OPERATORS },

  "GET /api/admin/operators": { seesAll: OPERATORS },
  "POST /api/admin/operators": { body: () => ({ email: newEmail(), name: "Matrix" }) },
  "PATCH /api/admin/operators/{id}": { params: operator, body: () => ({ disabled: false }) },
  "POST /api/admin/operators/{id}/reset": { params: operator },
  "DELETE /api/admin/operators/{id}/sessions": { params: operator },
  // Whoever is a member by the fixture's own address has no second factor.
  "POST /api/admin/accounts/reset-second-factor": {
    body: ({ members }) => ({ email: members.viewer.email, reason: "matrix" }),
    answer: { status: 409, code: "second_factor_absent" },
  },
  "GET /api/admin/log": { seesAll: OPERATORS },
  "GET /api/admin/features": { seesAll: OPERATORS },
  // As it is anyhow, so that no other case meets it.
  "PATCH /api/admin/features/{name}": {
    params: async () => ({ name: "sign_up" }),
    body: () => ({ is_on: true }),
  },
  "PATCH /api/admin/features/{name}/overrides/{slug}": {
    params: async ({ slug }) => ({ name: "uploads", slug }),
    body: () => ({ is_on: true }),
  },
  "GET /api/admin/incidents": { before: incident, seesAll: OPERATORS },
  "POST /api/admin/incidents": { body: () => newIncident() },
  "PATCH /api/admin/incidents/{id}": { params: incident, body: () => ({ impact: "operational" }) },
  "POST /api/admin/incidents/{id}/updates": { params: incident, body: () => ({ text: "Still at it." }) },
  "POST /api/admin/incidents/{id}/resolve": { params: incident, body: () => ({ text: "It is over." }) },
  // Operators enter as people; a program does not.
  "POST /api/admin/tenants/{slug}/support-sessions": {
    params: async ({ slug }) => ({ slug }),
    body: () => ({ reason: "matrix" }),
    answer: { status: 403, code: "person_required" },
  },
  "GET /api/support-access": {},
  "PUT /api/support-access": { body: () => ({ hours: 1 }) },
  "DELETE /api/support-session": { answer: { status: 403, code: "operator_required" } },
  // Somebody's first: what the app has to read.
  "POST /api/operator/session": {
    atPlatform: true,
    body: async () => {
      const { email, password } = await newOperator();
      return { email, password };
    },
  },
  "DELETE /api/operator/session": { atPlatform: true },
};

const newEmail = () => `${randomUUID()}@operators.test`;
const newOperator = () => createOperator(COMMAND, { email: newEmail(), name: "Matrix" });

async function operator(): Promise<{ id: string }> {
  const { id } = await newOperator();
  return { id };
}

const newIncident = () => ({
  title: "Matrix",
  affects: ["mail"],
  impact: "operational",
  text: "Being looked at.",
});

async function incident(): Promise<{ id: string }> {
  const { id } = await createIncident(COMMAND, CreateIncident.parse(newIncident()));
  return { id };
}

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

/** A trace that failed, without spans. */
async function keptTrace({ id: tenantId }: Fixture): Promise<{ id: string }> {
  const id = randomUUID().replaceAll("-", "");
  const at = new Date().toISOString();
  await withSystem((tx) =>
    tx.insert(traces).values({
      traceId: id,
      rootName: "GET /api/files",
      tenantId,
      startedAt: at,
      endedAt: at,
      status: "error",
      reason: "error",
    }),
  );
  return { id };
}

async function errorGroup(): Promise<{ fingerprint: string }> {
  const fingerprint = randomUUID();
  const at = new Date();
  await withSystem((tx) =>
    tx.insert(errorGroups).values({
      fingerprint,
      type: "Error",
      message: "matrix",
      service: "web",
      count: 1,
      firstSeen: at,
      lastSeen: at,
    }),
  );
  return { fingerprint };
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
