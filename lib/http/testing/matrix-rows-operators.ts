import { randomUUID } from "node:crypto";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { createOperator } from "#lib/operators/create-operator.ts";

const OPERATORS = "operators run the platform for all organisations; nobody else is let in";

/** Operators' own accounts, their log and their sign-in. */
export const OPERATOR_ROWS: Record<string, Row> = {
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
