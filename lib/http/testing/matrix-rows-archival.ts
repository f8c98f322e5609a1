import { randomUUID } from "node:crypto";
import { archivalItems, archivalRuns, archivalTenantRuns, fileRestores } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { type Fixture, makeFile } from "#lib/http/testing/fixture.ts";
import { OPERATORS } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

/** Rows of the rules and runs of archival. */
export const ARCHIVAL_ROWS: Record<string, Row> = {
  "GET /api/settings/archival": {},
  "PUT /api/settings/archival": { body: () => ({ rules: { completed_files: { after_days: 400 } } }) },
  // The rules count from then: what is old enough in ten years shows.
  "POST /api/archival/preview": {
    before: oldFile,
    body: () => ({ as_of: new Date(Date.now() + 3650 * 86_400_000).toISOString() }),
    shows: true,
  },
  "GET /api/archival/runs": { before: finishedRun },
  "POST /api/archival/runs": {
    body: async (tenant) => ({ file_ids: [(await oldFile(tenant)).id] }),
    foreignBody: async (_own, foreign) => ({ file_ids: [(await oldFile(foreign)).id] }),
  },
  "GET /api/archival/runs/{id}": { params: finishedRun, shows: true },
  "PATCH /api/files/{id}": {
    inProject: "file",
    params: async (tenant) => ({ id: (await makeFile(tenant)).id }),
    body: () => ({ keep_hot: true }),
    shows: true,
  },
  "GET /api/files/{id}/restore": { inProject: "file", params: archivedFile, shows: true },
  "POST /api/files/{id}/restore": {
    inProject: "file",
    params: archivedFile,
    body: () => ({ restore_days: 3, tier: "bulk" }),
  },
  "POST /api/files/restore": {
    body: async (tenant) => ({ file_ids: [(await archivedFile(tenant)).id] }),
    foreignBody: async (_own, foreign) => ({ file_ids: [(await archivedFile(foreign)).id] }),
  },
  "POST /api/files/restore/terms": {
    body: async (tenant) => ({ file_ids: [(await archivedFile(tenant)).id] }),
    foreignBody: async (_own, foreign) => ({ file_ids: [(await archivedFile(foreign)).id] }),
  },
  "GET /api/archival/restores": { before: restoredFile, shows: true },
  // Counted only: nothing here works a run off.
  "POST /api/admin/archive-files": { body: ({ slug }) => ({ tenant: slug, dry_run: true }) },
  "GET /api/metrics": {
    seesAll: "counts of the whole platform, for whoever watches over it; they name nobody",
  },
  "GET /api/admin/archival-runs": { before: platformRun, seesAll: OPERATORS },
  "GET /api/admin/archival-runs/{id}": { params: platformRun, seesAll: OPERATORS },
};

async function oldFile(tenant: Fixture): Promise<{ id: string }> {
  const { id } = await makeFile(tenant, { status: "completed", uploadedAt: new Date() });
  return { id };
}

/** In the archive as far as its row says; nothing stands behind it. */
async function archivedFile(tenant: Fixture): Promise<{ id: string }> {
  const { id } = await makeFile(tenant, {
    status: "completed",
    storageTier: "archived",
    storageClass: "GLACIER",
    archiveKey: `archive/${tenant.id}/${randomUUID()}/model.ifc`,
  });
  return { id };
}

async function restoredFile(tenant: Fixture): Promise<void> {
  const { id: fileId } = await archivedFile(tenant);
  await withSystem((tx) =>
    tx.insert(fileRestores).values({
      tenantId: tenant.id,
      fileId,
      tier: "standard",
      days: 7,
      bytes: 100,
      requestedBy: `user:${tenant.members.editor.id}`,
      estimatedReady: new Date(),
      status: "expired",
    }),
  );
}

/** A run that left out a file whose name carries the marker. */
async function finishedRun(tenant: Fixture): Promise<{ id: string }> {
  const id = randomUUID();
  const file = await oldFile(tenant);
  const part = { tenantId: tenant.id, runId: id };
  await withSystem(async (tx) => {
    await tx.insert(archivalTenantRuns).values({
      ...part,
      trigger: "member",
      asOf: new Date(),
      requestedBy: `user:${tenant.members.admin.id}`,
      status: "completed",
      finishedAt: new Date(),
    });
    await tx.insert(archivalItems).values({
      ...part,
      subjectId: file.id,
      class: "completed_files",
      storageClass: "GLACIER",
      status: "skipped",
      bytes: 100,
      reasonCode: "legal_hold",
      reason: "matrix",
    });
  });
  return { id };
}

async function platformRun(): Promise<{ id: string }> {
  const id = randomUUID();
  await withSystem((tx) =>
    tx.insert(archivalRuns).values({
      id,
      trigger: "operator",
      asOf: new Date(),
      requestedBy: "operator",
      status: "completed",
      finishedAt: new Date(),
    }),
  );
  return { id };
}
