import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { archivalItems, archivalRuns, archivalTenantRuns } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { countRuns } from "./count-items.ts";

/**
 * Ends an organisation's part of a run once nothing of it is queued, with its row in the audit log; then the run, where it
 * was the last part. Safe to repeat. `ended` is false while there is something to do.
 */
export async function finishPart(ctx: Ctx, runId: string): Promise<{ ended: boolean }> {
  const { ended, byHand } = await ctx.transaction(async (tx) => {
    const row = await lockPart(ctx, tx, runId);
    const byHand = row?.trigger === "member";
    if (row?.status !== "running") return { ended: true, byHand };
    const [left] = await tx
      .select({ id: archivalItems.subjectId })
      .from(archivalItems)
      .where(sql`${itemsOf(ctx, runId)} and ${archivalItems.status} = 'queued'`)
      .limit(1);
    if (!left) await end(ctx, tx, runId, "completed");
    return { ended: !left, byHand };
  });
  if (ended && !byHand) await finishRun(runId);
  return { ended };
}

/** Gives a part up whose job's retries are spent: what is left of it stays hot, with the reason; a later run takes it on. */
export async function failPart(ctx: Ctx, runId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await lockPart(ctx, tx, runId);
    if (row?.status !== "running") return;
    await tx
      .update(archivalItems)
      .set({
        status: "failed",
        reasonCode: "run_failed",
        reason: keptText("run_failed"),
      })
      .where(sql`${itemsOf(ctx, runId)} and ${archivalItems.status} = 'queued'`);
    await end(ctx, tx, runId, "failed");
  });
  await finishRun(runId);
}

async function lockPart(ctx: Ctx, tx: Transaction, runId: string) {
  const [row] = await tx.select().from(archivalTenantRuns).where(partOf(ctx, runId)).for("update");
  return row;
}

async function end(ctx: Ctx, tx: Transaction, runId: string, status: "completed" | "failed") {
  const counted = await countRuns(tx, sql`r.tenant_id = ${ctx.tenant.id} and r.run_id = ${runId}`);
  const counts = counted(runId);
  await tx
    .update(archivalTenantRuns)
    .set({ status, counts, finishedAt: sql`now()` })
    .where(partOf(ctx, runId));
  await audit(ctx, tx, "archival.run_finished", { type: "archival_run", id: runId }, { status, ...counts });
}

const partOf = (ctx: Ctx, runId: string) =>
  and(eq(archivalTenantRuns.tenantId, ctx.tenant.id), eq(archivalTenantRuns.runId, runId));
const itemsOf = (ctx: Ctx, runId: string) =>
  and(eq(archivalItems.tenantId, ctx.tenant.id), eq(archivalItems.runId, runId));

/** Ends a run of the platform whose parts have all ended. Of two parts that end at once, the later one sees the other. */
export async function finishRun(runId: string): Promise<void> {
  await withSystem(async (tx) => {
    const [run] = await tx.select().from(archivalRuns).where(eq(archivalRuns.id, runId)).for("update");
    if (run?.status !== "running") return;
    const parts = await tx
      .selectDistinct({ status: archivalTenantRuns.status })
      .from(archivalTenantRuns)
      .where(eq(archivalTenantRuns.runId, runId));
    if (parts.some(({ status }) => status === "running")) return;
    const counts = await countRuns(tx, sql`r.run_id = ${runId}`);
    await tx
      .update(archivalRuns)
      .set({
        status: parts.some(({ status }) => status === "failed") ? "failed" : "completed",
        counts: counts(runId),
        finishedAt: sql`now()`,
      })
      .where(eq(archivalRuns.id, runId));
  });
}

/** Runs whose last part went with its organisation, or whose process died before it could end them. */
export async function finishOpenRuns(): Promise<number> {
  const open = await withSystem((tx) =>
    tx.select({ id: archivalRuns.id }).from(archivalRuns).where(eq(archivalRuns.status, "running")),
  );
  for (const { id } of open) await finishRun(id);
  return open.length;
}
