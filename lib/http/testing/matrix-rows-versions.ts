import { listCorrections } from "#lib/corrections/list-corrections.ts";
import { makeCorrections } from "#lib/corrections/make-corrections.ts";
import { ListCorrections, MakeCorrections } from "#lib/corrections/views.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import { once, untilUsed } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { compareVersions } from "#lib/revisions/compare-versions.ts";
import { markVersion } from "#lib/revisions/mark-version.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** Versions of models, and what each changed. */
export const VERSION_ROWS: Record<string, Row> = {
  "GET /api/files/{id}/versions": { inProject: "file", params: (tenant) => versions(tenant) },
  // Versions stand in one project: alone in a restricted one, a file has none to follow.
  "PUT /api/files/{id}/versions": {
    params: (tenant) => newModel(tenant),
    body: async (tenant) => ({ supersedes: (await olderModel(tenant)).id }),
    foreignBody: async (_own, foreign) => ({ supersedes: (await olderModel(foreign)).id }),
  },
  "DELETE /api/files/{id}/versions": { inProject: "file", params: (tenant) => newVersion(tenant) },
  "GET /api/files/{id}/corrections": {
    inProject: "file",
    params: async (tenant) => ({ id: (await corrected(tenant)).id }),
    shows: true,
  },
  "POST /api/files/{id}/corrections": {
    inProject: "file",
    params: (tenant) => newModel(tenant),
    body: () => ({ ordinals: [0], quantities: { volume_m3: "2.5" }, reason: "Measured on the plans" }),
  },
  // Each withdraws, keeps or carries another one: what is ended cannot be ended again.
  "POST /api/files/{id}/corrections/withdraw": {
    inProject: "file",
    params: async (tenant) => ({ id: (await newlyCorrected(tenant)).id }),
    body: async (tenant) => ({ ids: [(await newlyCorrected(tenant)).correction] }),
    foreignBody: async (_own, foreign) => ({ ids: [(await newlyCorrected(foreign)).correction] }),
  },
  "POST /api/files/{id}/corrections/keep": {
    inProject: "file",
    params: async (tenant) => ({ id: (await newlyCorrected(tenant)).id }),
    body: async (tenant) => ({ ids: [(await newlyCorrected(tenant)).correction] }),
    foreignBody: async (_own, foreign) => ({ ids: [(await newlyCorrected(foreign)).correction] }),
  },
  "POST /api/files/{id}/corrections/carry": {
    inProject: "file",
    params: (tenant) => versionOfCorrected(tenant),
  },
  "GET /api/files/{id}/changes": { inProject: "file", params: (tenant) => versions(tenant) },
  "POST /api/files/{id}/changes": { inProject: "file", params: (tenant) => versions(tenant) },
  "GET /api/files/{id}/changes/rows": {
    inProject: "file",
    params: (tenant) => versions(tenant),
    shows: true,
  },
  "GET /api/files/{id}/changes/columns": { inProject: "file", params: (tenant) => versions(tenant) },
  "GET /api/files/{id}/changes/export": {
    inProject: "file",
    params: (tenant) => versions(tenant),
    shows: true,
  },
};

/** A file with one wall of a material that carries the marker. */
async function modelOf(tenant: Fixture): Promise<{ id: string }> {
  const ctx = await systemCtx(tenant.id);
  const run = await modelledFile(ctx, [
    {
      ifcClass: "IfcWall",
      storey: 0,
      quantities: { volumeM3: 2, areaM2: 10 },
      materials: [[`Concrete ${tenant.marker}`]],
    },
  ]);
  await estimateFile(ctx, run);
  return { id: run.fileId };
}

const newModel = untilUsed(modelOf);
const olderModel = untilUsed(modelOf);

/** A new version of another file, compared with it. */
async function versionOf(tenant: Fixture): Promise<{ id: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id: supersedes } = await modelOf(tenant);
  const { id } = await modelOf(tenant);
  await markVersion(ctx, id, { supersedes });
  await compareVersions(ctx, id);
  return { id };
}

const versions = once(versionOf);
const newVersion = untilUsed(versionOf);

/** A file whose wall's volume somebody corrected, for a reason that carries the marker. */
async function correctedModel(tenant: Fixture): Promise<{ id: string; correction: string }> {
  const ctx = await systemCtx(tenant.id);
  const { id } = await modelOf(tenant);
  const reason = `Measured on the plans of ${tenant.marker}`;
  await makeCorrections(
    ctx,
    id,
    MakeCorrections.parse({ ordinals: [0], quantities: { volume_m3: 3 }, reason }),
  );
  const { items } = await listCorrections(ctx, id, ListCorrections.parse({}));
  return { id, correction: items[0]?.id ?? "" };
}

const corrected = once(correctedModel);
const newlyCorrected = untilUsed(correctedModel);

/** A new version of a model that was corrected. */
const versionOfCorrected = untilUsed(async (tenant: Fixture) => {
  const { id: supersedes } = await correctedModel(tenant);
  const { id } = await modelOf(tenant);
  await markVersion(await systemCtx(tenant.id), id, { supersedes });
  return { id };
});
