import { randomUUID } from "node:crypto";
import { withSystem } from "#db/tenant.ts";
import { type Fixture, makeFile } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { notify } from "#lib/notifications/notify.ts";

/** Rows of what members are told in the product. */
export const NOTICE_ROWS: Record<string, Row> = {
  "GET /api/notifications": { person: true, before: told, shows: true },
  "GET /api/notifications/count": { person: true },
  "POST /api/notifications/read": { person: true, body: () => ({ all: true }) },
  "POST /api/notifications/unread": { person: true, body: () => ({ read_at: new Date().toISOString() }) },
};

/** Everybody is told of a file whose name carries the marker. */
async function told(tenant: Fixture): Promise<void> {
  const { id: fileId } = await makeFile(tenant);
  await withSystem((tx) =>
    notify(tx, {
      tenantId: tenant.id,
      kind: "file_completed",
      to: Object.values(tenant.members).map(({ id }) => id),
      cause: randomUUID(),
      fileId,
    }),
  );
}
