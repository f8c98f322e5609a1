import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { fileDrawings } from "#db/schema/drawings.ts";
import { files } from "#db/schema/files.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { estimateFile } from "#lib/estimates/test/modelled-file.ts";
import { extractGeometry } from "#lib/processing/extract-geometry.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import { startRun } from "#lib/processing/start-run.ts";
import { objectStores } from "#lib/storage/index.ts";
import { fileKey } from "#lib/storage/keys.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** A drawing as a stored file that waits for its processing. */
export async function storedDrawing(ctx: Ctx, bytes: Buffer, format: "dwg" | "dxf" = "dxf"): Promise<string> {
  const fileId = await newFile(ctx.tenant.id, format, bytes.length);
  const key = fileKey(ctx.tenant.id, fileId, nameOf(fileId, format));
  await objectStores().files.putStream(key, Readable.from([bytes]), { contentType: "image/vnd.dxf" });
  return fileId;
}

/** The same, through the whole pipeline. */
export async function processedDrawing(
  ctx: Ctx,
  bytes: Buffer,
  format: "dwg" | "dxf" = "dxf",
): Promise<RunRef> {
  const fileId = await storedDrawing(ctx, bytes, format);
  const run = { fileId, runId: await ctx.transaction((tx) => startRun(ctx, tx, fileId)) };
  await runThrough(ctx, run);
  return run;
}

/** All four steps of a run that has been started. */
export async function runThrough(ctx: Ctx, run: RunRef): Promise<void> {
  await extractGeometry(ctx, run);
  await estimateFile(ctx, run);
}

/** A drawing whose one layer has this name, as a take-off would have left it; without bytes. */
export async function drawingWithLayer(tenantId: string, layer: string): Promise<string> {
  const fileId = await newFile(tenantId, "dxf", 10);
  await withSystem((tx) =>
    tx.insert(fileDrawings).values({
      tenantId,
      fileId,
      runId: randomUUID(),
      version: "AC1032",
      statedUnit: "mm",
      layers: [
        {
          name: layer,
          state: "on",
          things: 1,
          closed: 1,
          count: 1,
          doubled: 0,
          unmeasured: 0,
          hidden: 0,
          length: 4000,
          area: 1_000_000,
          applied: null,
          without: 0,
        },
      ],
      blocks: [],
      annotations: 0,
      paperSpace: 0,
      unread: 0,
    }),
  );
  return fileId;
}

const nameOf = (fileId: string, format: string) => `plan-${fileId.slice(0, 8)}.${format}`;

async function newFile(tenantId: string, format: "dwg" | "dxf", size: number): Promise<string> {
  const fileId = randomUUID();
  const filename = nameOf(fileId, format);
  await withSystem(async (tx) => {
    await tx.update(tenants).set({ storageUsed: size }).where(eq(tenants.id, tenantId));
    await tx.insert(files).values({
      id: fileId,
      tenantId,
      filename,
      format,
      size,
      status: "uploaded",
      storageKey: fileKey(tenantId, fileId, filename),
    });
  });
  return fileId;
}
