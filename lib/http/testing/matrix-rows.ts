import { randomUUID } from "node:crypto";
import type { Role } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { type Fixture, makeNamedMember } from "#lib/http/testing/fixture.ts";
import { ARCHIVAL_ROWS } from "#lib/http/testing/matrix-rows-archival.ts";
import { AUDIT_ROWS } from "#lib/http/testing/matrix-rows-audit.ts";
import { BILL_ROWS } from "#lib/http/testing/matrix-rows-bill.ts";
import { BILLING_ROWS } from "#lib/http/testing/matrix-rows-billing.ts";
import { DATA_ROWS } from "#lib/http/testing/matrix-rows-data.ts";
import { EPD_ROWS } from "#lib/http/testing/matrix-rows-epds.ts";
import { ESTIMATE_ROWS } from "#lib/http/testing/matrix-rows-estimates.ts";
import { FILE_ROWS } from "#lib/http/testing/matrix-rows-files.ts";
import { INVOICE_ROWS } from "#lib/http/testing/matrix-rows-invoices.ts";
import { MODEL_ROWS } from "#lib/http/testing/matrix-rows-models.ts";
import { NOTICE_ROWS } from "#lib/http/testing/matrix-rows-notices.ts";
import { OPERATOR_ROWS } from "#lib/http/testing/matrix-rows-operators.ts";
import { PEOPLE_ROWS } from "#lib/http/testing/matrix-rows-people.ts";
import { PROJECT_ROWS } from "#lib/http/testing/matrix-rows-projects.ts";
import { SETTINGS_ROWS } from "#lib/http/testing/matrix-rows-settings.ts";
import { VARIANT_ROWS } from "#lib/http/testing/matrix-rows-variants.ts";
import { VERSION_ROWS } from "#lib/http/testing/matrix-rows-versions.ts";
import { WEBHOOK_ROWS } from "#lib/http/testing/matrix-rows-webhooks.ts";
import { WORK_ITEM_ROWS } from "#lib/http/testing/matrix-rows-work-items.ts";

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
  /** What those below a role are answered about what is there and not theirs: they may do it to their own. */
  below?: { role: Role; status: number; code: string };
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

const newEmail = () => `${randomUUID()}@example.test`;

/** One row for each method of each route. */
export const MATRIX_ROWS: Record<string, Row> = {
  "GET /api/tenant": { shows: true },
  ...SETTINGS_ROWS,
  ...FILE_ROWS,
  ...EPD_ROWS,
  ...WORK_ITEM_ROWS,
  ...ESTIMATE_ROWS,
  ...MODEL_ROWS,
  ...VARIANT_ROWS,
  ...VERSION_ROWS,

  ...PEOPLE_ROWS,
  ...WEBHOOK_ROWS,

  "GET /api/analytics/dashboard": { shows: true },
  ...PROJECT_ROWS,
  ...NOTICE_ROWS,

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

  ...INVOICE_ROWS,
  ...BILL_ROWS,
  ...BILLING_ROWS,
  ...ARCHIVAL_ROWS,
  ...AUDIT_ROWS,
  ...OPERATOR_ROWS,
  ...DATA_ROWS,

  "GET /api/health/live": {},
  "GET /api/health/ready": {},
  "GET /api/status": {},
  "GET /api/status/history": {},
  "GET /api/openapi.json": {},
  "POST /api/web-vitals": { body: () => ({ path: "/files", vitals: [{ name: "lcp", value: 1200 }] }) },
  "GET /api/inbox": {
    headers: { "x-real-client-ip": "127.0.0.1" },
    seesAll: "the development inbox holds all mail; it answers only this machine, and only without SMTP",
  },
};

async function resetToken(tenant: Fixture): Promise<string> {
  const member = await makeNamedMember(tenant, "viewer");
  return withSystem((tx) =>
    issueToken(tx, { purpose: "password_reset", userId: member.id, tenantId: tenant.id }),
  );
}
