import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { type Fixture, makeFile, makeProject } from "#lib/http/testing/fixture.ts";
import { form } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { objectStores } from "#lib/storage/index.ts";

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

/** Files, their uploads and their bytes. */
export const FILE_ROWS: Record<string, Row> = {
  "GET /api/files": { shows: true },
  // The tenant's file carries the marker, and so its name is found.
  "GET /api/quick-search": { query: "?q=marker", shows: true },
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
  "POST /api/files/sample": {},
  "GET /api/files/{id}": { inProject: "file", params: file(), shows: true },
  "GET /api/files/{id}/timeline": { inProject: "file", params: file() },
  "POST /api/client-errors": { body: () => ({ type: "TypeError", message: "matrix", path: "/files" }) },
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
