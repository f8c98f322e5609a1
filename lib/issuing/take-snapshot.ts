import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { estimateSnapshots } from "#db/schema/issuing.ts";
import { estimateComments, estimateReviewSteps } from "#db/schema/variants.ts";
import { freezeBill } from "#lib/boq/freeze-bill.ts";
import type { CatalogueEntry, PriceRow } from "#lib/catalogue/types.ts";
import type { EstimateRow } from "#lib/estimates/measured-model.ts";
import { type Report, readReport } from "#lib/reports/report-data.ts";
import { actor, type Ctx, joined } from "#lib/tenancy/context.ts";
import { packSnapshot } from "./pack-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

/** Who signs, as they want it to be read. */
export interface Signer {
  name: string;
  /** What they are by profession, such as "Chartered quantity surveyor". */
  title: string;
}

export type SnapshotRow = Omit<typeof estimateSnapshots.$inferSelect, "content">;

/**
 * Writes down what an estimate says as it is approved, for good. In the transaction of the approval, which holds the estimate
 * and has written its step.
 */
export async function takeSnapshot(
  ctx: Ctx,
  tx: Transaction,
  estimateId: string,
  { name, title }: Signer,
  stepPosition: number,
): Promise<SnapshotRow> {
  const tenantId = ctx.tenant.id;
  const report = await readReport(joined(ctx, tx), estimateId);
  const approvedAt = new Date();
  const snapshot: Snapshot = {
    format: 1,
    estimate: headOf(report.estimate),
    lines: report.lines.map(({ tenantId: _tenant, estimateId: _estimate, ...line }) => line),
    ...catalogued(report),
    known: report.known,
    corrections: report.corrections.map((one) => ({ ...one, by: null })),
    model: report.model,
    organisation: report.organisation,
    bill: await freezeBill(ctx, tx, estimateId),
    review: await reviewOf(tx, tenantId, estimateId),
    comments: await commentsOf(tx, tenantId, estimateId),
    signature: { name, title, actor: actor(ctx), at: approvedAt.toISOString() },
  };
  const [row] = await tx
    .insert(estimateSnapshots)
    .values({
      tenantId,
      estimateId,
      stepPosition,
      ...(await packSnapshot(snapshot)),
      organisation: report.organisation.name,
      name: report.estimate.name,
      signerName: name,
      signerTitle: title,
      approvedBy: actor(ctx),
      approvedAt,
    })
    .returning();
  if (!row) throw new Error("The snapshot was not stored");
  return row;
}

const headOf = (estimate: EstimateRow): Snapshot["estimate"] => ({
  ...estimate,
  pricedAt: estimate.pricedAt.toISOString(),
  createdAt: estimate.createdAt.toISOString(),
  updatedAt: estimate.updatedAt.toISOString(),
});

/** Of book and catalogue what the lines rest on. */
function catalogued({ lines, book }: Report): Pick<Snapshot, "prices" | "entries"> {
  const prices: Record<string, PriceRow> = {};
  const entries: Record<string, CatalogueEntry> = {};
  for (const { catalogueId } of lines) {
    const price = book.prices.rows.get(catalogueId);
    if (price) prices[catalogueId] = price;
    const entry = book.catalogue.get(catalogueId);
    if (entry) entries[catalogueId] = entry;
  }
  return { prices, entries };
}

async function reviewOf(tx: Transaction, tenantId: string, estimateId: string): Promise<Snapshot["review"]> {
  const rows = await tx
    .select()
    .from(estimateReviewSteps)
    .where(and(eq(estimateReviewSteps.tenantId, tenantId), eq(estimateReviewSteps.estimateId, estimateId)))
    .orderBy(asc(estimateReviewSteps.position));
  return rows.map(({ position, state, previous, cause, reason, actor: by, createdAt }) => ({
    position,
    state,
    previous,
    cause,
    reason,
    actor: by,
    at: createdAt.toISOString(),
  }));
}

async function commentsOf(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
): Promise<Snapshot["comments"]> {
  const rows = await tx
    .select()
    .from(estimateComments)
    .where(and(eq(estimateComments.tenantId, tenantId), eq(estimateComments.estimateId, estimateId)))
    .orderBy(asc(estimateComments.createdAt), asc(estimateComments.id));
  return rows.map(({ id, lineKey, lineName, body, author, createdAt, editedAt }) => ({
    id,
    line_key: lineKey,
    line_name: lineName,
    body,
    author,
    at: createdAt.toISOString(),
    edited_at: editedAt?.toISOString() ?? null,
  }));
}
