import { fileRevits } from "#db/schema/revits.ts";
import { withSystem } from "#db/tenant.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import { once } from "#lib/http/testing/matrix-made.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { madeModel } from "#lib/models/test/made-model.ts";
import { billWithSheet } from "#lib/processing/bill/testing/stored-bill.ts";
import { drawingWithLayer } from "#lib/processing/drawing/testing/drawn-file.ts";
import { startedFile } from "#lib/processing/pdf/testing/stored-file.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

/** What is drawn of files. */
export const MODEL_ROWS: Record<string, Row> = {
  "GET /api/files/{id}/model": { inProject: "file", params: (tenant) => drawn(tenant) },
  "GET /api/files/{id}/model/elements": {
    inProject: "file",
    params: (tenant) => drawn(tenant),
    shows: true,
  },
  "GET /api/files/{id}/model/{number}": {
    inProject: "file",
    params: async (tenant) => ({ ...(await drawn(tenant)), number: "1" }),
    shows: true,
  },
  "GET /api/files/{id}/drawing": { inProject: "file", params: drawing, shows: true },
  "GET /api/files/{id}/revit": { inProject: "file", params: revit, shows: true },
  "GET /api/files/{id}/revit/preview": { inProject: "file", params: revit, shows: true },
  "PUT /api/files/{id}/drawing/mapping": {
    inProject: "file",
    params: drawing,
    body: (tenant) => ({
      mappings: [
        {
          kind: "layer",
          name: layerOf(tenant),
          mapping: { use: "element", ifc_class: "IfcSlab", measure: "area_thickness", thickness_m: 0.2 },
        },
      ],
    }),
  },
  "GET /api/files/{id}/bill": { inProject: "file", params: bill, shows: true },
  "PUT /api/files/{id}/bill/mapping": {
    inProject: "file",
    params: bill,
    body: (tenant) => ({
      sheets: [{ name: sheetOf(tenant), mapping: { roles: ["description", "quantity", "unit"] } }],
    }),
  },
};

const sheetOf = ({ marker }: Fixture) => `Bill ${marker}`;

/** A bill of one sheet whose name carries the marker. */
async function bill(tenant: Fixture) {
  return { id: await billWithSheet(tenant.id, sheetOf(tenant)) };
}

/** A Revit family whose part data carries the marker. */
async function revit(tenant: Fixture) {
  const ctx = await systemCtx(tenant.id);
  const { fileId, runId } = await startedFile(ctx, Buffer.alloc(10), "rvt");
  await withSystem((tx) =>
    tx.insert(fileRevits).values({
      tenantId: tenant.id,
      fileId,
      runId,
      isFamily: true,
      release: "2024",
      part: { title: tenant.marker, category: "Doors", parameters: [], types: [], furtherTypes: 0 },
      preview: Buffer.from(tenant.marker),
    }),
  );
  return { id: fileId };
}

const layerOf = ({ marker }: Fixture) => `A-SLAB ${marker}`;

/** A drawing with a layer that carries the marker. */
async function drawing(tenant: Fixture) {
  return { id: await drawingWithLayer(tenant.id, layerOf(tenant)) };
}

/** A file with one wall of a material that carries the marker, as does the part of its model. */
const drawn = once(async (tenant: Fixture) => {
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
  await madeModel(tenant.id, run, `glTF ${tenant.marker}`);
  return { id: run.fileId };
});
