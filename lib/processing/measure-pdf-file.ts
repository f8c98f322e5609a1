import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileBills } from "#db/schema/bills.ts";
import { fileDrawings } from "#db/schema/drawings.ts";
import { billBasis, storeBill } from "#lib/processing/measure-bill.ts";
import { knownMappings, storeDrawing } from "#lib/processing/measure-drawing.ts";
import type { MeasuredFile, MeasureFile } from "#lib/processing/measured-file.ts";
import { takeOffPdf } from "#lib/processing/pdf/take-off-pdf.ts";
import type { TakenOffPdf } from "#lib/processing/pdf/worker-protocol.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Takes off a PDF's tables and what is drawn on it, by what the organisation has confirmed of columns and layers. */
export const measurePdfFile: MeasureFile = async (ctx, run, _file, path): Promise<MeasuredFile> => {
  const bill = await billBasis(ctx, run.fileId);
  const { scale, known } = await ctx.transaction(async (tx) => ({
    scale: await saidScale(tx, ctx.tenant.id, run.fileId),
    known: await knownMappings(tx, ctx.tenant.id),
  }));
  const taken = await takeOffPdf({ path, scale, known, bill });
  return { takeoff: taken.takeoff, model: null, store: (tx) => storePdf(ctx, tx, run, taken) };
};

/** The 100 of 1:100 that a person said the drawing has; null: nobody has. */
async function saidScale(tx: Transaction, tenantId: string, fileId: string): Promise<number | null> {
  const [row] = await tx
    .select({ scale: fileDrawings.scale })
    .from(fileDrawings)
    .where(and(eq(fileDrawings.tenantId, tenantId), eq(fileDrawings.fileId, fileId)));
  return row?.scale ?? null;
}

/** What is not found any more goes; what a person said stays, for it may be found again. */
async function storePdf(
  ctx: Ctx,
  tx: Transaction,
  run: RunRef,
  { bill, drawing }: Pick<TakenOffPdf, "bill" | "drawing">,
): Promise<void> {
  const { fileId, runId } = run;
  const own = { tenantId: ctx.tenant.id, fileId };
  if (bill) await storeBill(ctx, tx, run, bill);
  else
    await tx
      .update(fileBills)
      .set({ runId, sheets: [] })
      .where(and(eq(fileBills.tenantId, own.tenantId), eq(fileBills.fileId, fileId)));
  if (drawing) await storeDrawing(ctx, tx, run, drawing);
  else
    await tx
      .update(fileDrawings)
      .set({ runId, layers: [], blocks: [], statedScale: null, annotations: 0, unread: 0 })
      .where(and(eq(fileDrawings.tenantId, own.tenantId), eq(fileDrawings.fileId, fileId)));
}
