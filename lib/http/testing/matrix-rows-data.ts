import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq, inArray } from "drizzle-orm";
import { rateLimits } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { withSystem } from "#db/tenant.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { objectStores } from "#lib/storage/index.ts";
import { exportKey } from "#lib/storage/keys.ts";

/** Rows of exports, personal data and the deletion of the organisation. */
export const DATA_ROWS: Record<string, Row> = {
  "GET /api/exports": { shows: true, before: readyExport },
  "POST /api/exports": { before: noExport },
  "GET /api/exports/{id}": { params: readyExport, shows: true },
  "DELETE /api/exports/{id}": { params: readyExport },
  "GET /api/exports/{id}/download": { params: readyExport },
  "GET /api/tenant/deletion": {},
  // The verbs looked and said so: the other cases still call the organisation and its people.
  "POST /api/tenant/deletion": {
    person: true,
    body: () => ({ confirm: "not it" }),
    answer: { status: 400, code: "confirmation_wrong" },
  },
  "DELETE /api/tenant/deletion": { answer: { status: 409, code: "deletion_not_requested" } },
  "DELETE /api/me": {
    person: true,
    body: () => ({ confirm: "not it" }),
    answer: { status: 400, code: "confirmation_wrong" },
  },
  "GET /api/me/data": { person: true, before: notLimited },
};

async function readyExport({ id: tenantId, members }: Fixture): Promise<{ id: string }> {
  const id = randomUUID();
  const objectKey = exportKey(tenantId, id, randomUUID());
  await objectStores().files.putStream(objectKey, Readable.from([Buffer.from("PK")]), {
    contentType: "application/zip",
  });
  await withSystem((tx) =>
    tx.insert(dataExports).values({
      id,
      tenantId,
      requestedBy: members.admin.id,
      status: "ready",
      objectKey,
      size: 2,
      expiresAt: new Date(Date.now() + 86_400_000),
    }),
  );
  return { id };
}

async function noExport({ id }: Fixture): Promise<void> {
  await withSystem(async (tx) => {
    await tx.delete(dataExports).where(eq(dataExports.tenantId, id));
    await tx.delete(rateLimits).where(eq(rateLimits.key, `export:${id}`));
  });
}

async function notLimited({ members }: Fixture): Promise<void> {
  const keys = Object.values(members).map(({ id }) => `personal-archive:${id}`);
  await withSystem((tx) => tx.delete(rateLimits).where(inArray(rateLimits.key, keys)));
}
