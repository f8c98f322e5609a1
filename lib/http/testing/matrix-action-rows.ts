import { randomUUID } from "node:crypto";
import { makeKey } from "#lib/http/testing/credentials.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

/** One row for each server action: its file below `app` and its export. A body is the form's fields. */
export const MATRIX_ACTION_ROWS: Record<string, Row> = {
  "(site)/forgot-password requestReset": { body: () => ({ email: `${randomUUID()}@example.test` }) },
  "(tenant)/settings/api-keys createKey": {
    person: true,
    body: () => ({ name: "matrix", role: "viewer", expires_in_days: "30" }),
  },
  "(tenant)/account/confirm confirm": {
    person: true,
    body: () => ({ password: "any" }),
    answer: { status: 400, code: "no_password" },
  },
  "(tenant)/settings/api-keys renameKey": {
    body: async (tenant) => ({ id: (await makeKey(tenant.id, "viewer")).id, name: "renamed" }),
    foreignBody: async (_own, foreign) => ({
      id: (await makeKey(foreign.id, "viewer")).id,
      name: "renamed",
    }),
  },
  "(tenant)/settings/api-keys rotateKey": {
    person: true,
    body: async (tenant) => ({ id: (await makeKey(tenant.id, "viewer")).id, overlap_hours: "1" }),
    foreignBody: async (_own, foreign) => ({
      id: (await makeKey(foreign.id, "viewer")).id,
      overlap_hours: "1",
    }),
  },
  "(tenant)/settings/api-keys revokeKey": {
    body: async (tenant) => ({ id: (await makeKey(tenant.id, "viewer")).id }),
    foreignBody: async (_own, foreign) => ({ id: (await makeKey(foreign.id, "viewer")).id }),
  },
};
