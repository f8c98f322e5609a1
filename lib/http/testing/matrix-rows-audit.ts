import { eq } from "drizzle-orm";
import { archivedLogs } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

/** Rows of the audit log. */
export const AUDIT_ROWS: Record<string, Row> = {
  "GET /api/audit-logs": { shows: true, before: markedEntry },
  "GET /api/audit-logs/export": { shows: true, before: markedEntry },
  "GET /api/audit-logs/verification": {},
  "GET /api/audit-logs/verification/archive": { before: archivedDay },
  "POST /api/audit-logs/restore": {
    before: archivedDay,
    body: () => ({ from: "2026-01-31", to: "2026-01-31" }),
  },
};

async function markedEntry({ id, marker }: Fixture): Promise<void> {
  await withSystem((tx) =>
    auditAs(tx, { tenantId: id, actor: "system" }, "matrix.asked", { type: "tenant", id }, { marker }),
  );
}

/** A day of the log that is in the archive alone, once. */
async function archivedDay({ id }: Fixture): Promise<void> {
  const sha256 = "0".repeat(64);
  const part = { tenantId: id, kind: "audit", day: "2026-01-31", storageClass: "STANDARD_IA" } as const;
  await withSystem(async (tx) => {
    await tx
      .insert(archivedLogs)
      .values({
        ...part,
        objectKey: `logs/${id}/audit/2026-01-31/none.ndjson.gz`,
        rows: 1,
        bytes: 1,
        sha256,
        contentSha256: sha256,
        linksSha256: sha256,
        places: "{[100000,100001)}",
        verifiedAt: new Date(),
      })
      .onConflictDoNothing();
    await tx.update(archivedLogs).set({ removedAt: new Date() }).where(eq(archivedLogs.tenantId, id));
  });
}
