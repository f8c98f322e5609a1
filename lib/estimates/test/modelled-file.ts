import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { elements, fileAnalyses, files, processingSteps } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { calculateCarbon } from "#lib/processing/calculate-carbon.ts";
import { classifyMaterials } from "#lib/processing/classify-materials.ts";
import { estimateCosts } from "#lib/processing/estimate-costs.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import { fileKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** An element of a test's model; what is left out is absent. */
export type GivenElement = Pick<TakeoffElement, "ifcClass" | "quantities"> &
  Partial<Pick<TakeoffElement, "storey" | "measured">> & {
    materials?: [name: string, share?: number, thicknessM?: number][];
  };

const STOREYS = ["Ground floor", "First floor"];

/** A file whose take-off is done: the first step of its first run is completed, the others wait. 100 m² gross. */
export async function modelledFile(ctx: Ctx, given: GivenElement[]): Promise<RunRef> {
  const fileId = randomUUID();
  const filename = `model-${fileId.slice(0, 8)}.ifc`;
  await withSystem(async (tx) => {
    await tx.update(tenants).set({ storageUsed: 1000 }).where(eq(tenants.id, ctx.tenant.id));
    await tx.insert(files).values({
      id: fileId,
      tenantId: ctx.tenant.id,
      filename,
      format: "ifc",
      size: 10,
      status: "uploaded",
      storageKey: fileKey(ctx.tenant.id, fileId, filename),
    });
  });
  const run = { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
  await storeTakeoff(ctx, run, given);
  return run;
}

/** Another run over the file, its take-off done as well. */
export async function runAgain(ctx: Ctx, fileId: string): Promise<RunRef> {
  const runId = await ctx.transaction((tx) => startRun(ctx, tx, fileId));
  await completeTakeoff(runId);
  return { fileId, runId };
}

/** Steps 2 to 4. */
export async function estimateFile(ctx: Ctx, run: RunRef): Promise<void> {
  await classifyMaterials(ctx, run);
  await estimateCosts(ctx, run);
  await calculateCarbon(ctx, run);
}

async function storeTakeoff(ctx: Ctx, { fileId, runId }: RunRef, given: GivenElement[]): Promise<void> {
  const tenantId = ctx.tenant.id;
  const none = { grossM2: null, grossSource: "none", netM2: null, netSource: "none" } as const;
  await withSystem(async (tx) => {
    await tx.insert(fileAnalyses).values({
      tenantId,
      fileId,
      runId,
      schema: "IFC4",
      elementCount: given.length,
      byClass: {},
      storeys: STOREYS.map((name, index) => ({
        globalId: `storey-${index}`,
        name,
        elevationM: 3 * index,
        elements: given.filter((e) => e.storey === index).length,
      })),
      floorAreas: {
        grossM2: 100,
        grossSource: "measured",
        netM2: null,
        netSource: "none",
        byStorey: STOREYS.map(() => none),
      },
      warnings: [],
    });
    await tx.insert(elements).values(
      given.map(({ ifcClass, quantities, materials = [], storey = null, measured = true }, ordinal) => ({
        tenantId,
        fileId,
        ordinal,
        // Models repeat ids, however unique they should be.
        globalId: "the-same-id",
        ifcClass,
        storey,
        ...quantities,
        sources: {},
        materials: materials.map(([name, share = 1, thicknessM]) => ({
          name,
          share,
          thicknessM: thicknessM ?? null,
        })),
        measured,
      })),
    );
  });
  await completeTakeoff(runId);
}

async function completeTakeoff(runId: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx
      .update(processingSteps)
      .set({ status: "completed" })
      .where(and(eq(processingSteps.runId, runId), eq(processingSteps.name, "extract_geometry")));
  });
}

/** A small building in which something of everything happens. */
export const BUILDING: GivenElement[] = [
  {
    ifcClass: "IfcWall",
    storey: 0,
    quantities: { volumeM3: 12.345, areaM2: 61.7 },
    materials: [["Concrete C30/37"]],
  },
  {
    ifcClass: "IfcWall",
    storey: 1,
    quantities: { volumeM3: 7.003, areaM2: 35 },
    materials: [["Concrete C30/37"]],
  },
  {
    ifcClass: "IfcWall",
    storey: 1,
    quantities: { volumeM3: 6, areaM2: 20 },
    materials: [
      ["Brick", 0.5, 0.15],
      ["Zubrium 9", 0.5, 0.15],
    ],
  },
  {
    ifcClass: "IfcSlab",
    storey: 0,
    quantities: { volumeM3: 30.1, areaM2: 100 },
    materials: [["Concrete C30/37"]],
  },
  { ifcClass: "IfcDoor", storey: 0, quantities: { areaM2: 2.1 }, materials: [["Wood"]] },
  { ifcClass: "IfcWindow", storey: 1, quantities: { areaM2: 1.44 } },
  { ifcClass: "IfcStair", quantities: {}, measured: false },
];
