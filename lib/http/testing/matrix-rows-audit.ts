import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

/** Rows of the audit log. */
export const AUDIT_ROWS: Record<string, Row> = {
  "GET /api/audit-logs": { shows: true, before: markedEntry },
  "GET /api/audit-logs/export": { shows: true, before: markedEntry },
  "GET /api/audit-logs/verification": {},
};

async function markedEntry({ id, marker }: Fixture): Promise<void> {
  await withSystem((tx) =>
    auditAs(tx, { tenantId: id, actor: "system" }, "matrix.asked", { type: "tenant", id }, { marker }),
  );
}
