import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { billMappings, fileBills } from "#db/schema/bills.ts";
import { isSpreadsheet } from "#lib/files/format-kinds.ts";
import type { BillBasis } from "#lib/processing/bill/read-bill.ts";
import { takeOffBill } from "#lib/processing/bill/take-off-bill.ts";
import type { BillSummary, KnownBillMapping } from "#lib/processing/bill/types.ts";
import type { MeasuredFile, MeasureFile } from "#lib/processing/measured-file.ts";
import type { RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Takes off a spreadsheet by what the organisation has confirmed of its columns, and keeps how its rows were read. */
export const measureBill: MeasureFile = async (ctx, run, file, path): Promise<MeasuredFile> => {
  if (!isSpreadsheet(file.format)) throw new Error(`${file.format} is no spreadsheet`);
  const basis = await billBasis(ctx, run.fileId);
  const { takeoff, summary } = await takeOffBill({ path, format: file.format, ...basis });
  return { takeoff, model: null, store: (tx) => storeBill(ctx, tx, run, summary) };
};

/** What a file's rows are read by: what was confirmed of headings in whatever bill, and what was said of this file. */
export function billBasis(ctx: Ctx, fileId: string): Promise<BillBasis> {
  return ctx.transaction(async (tx) => {
    const [row] = await tx
      .select({ said: fileBills.said })
      .from(fileBills)
      .where(and(eq(fileBills.tenantId, ctx.tenant.id), eq(fileBills.fileId, fileId)));
    return { said: row?.said ?? [], known: await knownBillMappings(tx, ctx.tenant.id) };
  });
}

/** What the tenant's people confirmed of headings, in whatever bill. */
export async function knownBillMappings(tx: Transaction, tenantId: string): Promise<KnownBillMapping[]> {
  return tx
    .select({ headingsKey: billMappings.headingsKey, mapping: billMappings.mapping })
    .from(billMappings)
    .where(eq(billMappings.tenantId, tenantId));
}

/** Keeps how a file's rows were read, in the take-off's own transaction. */
export async function storeBill(
  ctx: Ctx,
  tx: Transaction,
  { fileId, runId }: RunRef,
  { sheets }: BillSummary,
): Promise<void> {
  await tx
    .insert(fileBills)
    .values({ tenantId: ctx.tenant.id, fileId, runId, sheets })
    .onConflictDoUpdate({ target: [fileBills.tenantId, fileBills.fileId], set: { runId, sheets } });
}
