import { eq, sql } from "drizzle-orm";
import { archivalItems, archivalRuns } from "#db/schema/archival.ts";
import type { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { startRun } from "#lib/archival/start-run.ts";
import { workOffPart } from "#lib/archival/work-off-part.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { type StoredFile, storedFile } from "./stored-file.ts";

export const DAY = 86_400_000;

/** A stored file that is so many days old. */
export function agedFile(
  ctx: Ctx,
  days: number,
  values: Partial<typeof files.$inferInsert> = {},
): Promise<StoredFile> {
  const at = new Date(Date.now() - days * DAY);
  const content = Buffer.alloc(100 + Math.floor(Math.random() * 900), "x");
  return storedFile(ctx, content, { createdAt: at, uploadedAt: at, processedAt: at, ...values });
}

/** Starts a run over the one organisation, as an operator does. */
export async function startedRun(ctx: Ctx, asOf = new Date()): Promise<string> {
  const runId = await startRun({
    trigger: "operator",
    asOf,
    tenantId: ctx.tenant.id,
    requestedBy: "operator",
  });
  if (!runId) throw new Error("No run was started");
  return runId;
}

/** As the job does; only what it waits for is awaited here by a fraction. */
export async function workOff(
  ctx: Ctx,
  runId: string,
  options: Parameters<typeof workOffPart>[2] = {},
): Promise<void> {
  for (let times = 0; times < 200; times++) {
    const { waitMs } = await workOffPart(ctx, runId, options);
    if (waitMs === null) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 50)));
  }
  throw new Error("The part does not end");
}

/** What a dead process held is free after a while: as if that had passed. */
export async function aWhileLater(ctx: Ctx, runId: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx.execute(sql`update archival_items set updated_at = updated_at - interval '2 minutes'
      where run_id = ${runId} and status = 'queued'`);
    await tx.execute(sql`update files set moving_since = moving_since - interval '2 minutes'
      where tenant_id = ${ctx.tenant.id} and moving_since > '1971-01-01'`);
  });
}

export const itemsOf = (runId: string) =>
  withSystem((tx) => tx.select().from(archivalItems).where(eq(archivalItems.runId, runId)));

export async function runRow(id: string): Promise<typeof archivalRuns.$inferSelect | undefined> {
  const [row] = await withSystem((tx) => tx.select().from(archivalRuns).where(eq(archivalRuns.id, id)));
  return row;
}

/** Why each thing was not moved, by its id. */
export const codesOf = (notMoved: readonly { id: string; code: string }[] = []): Record<string, string> =>
  Object.fromEntries(notMoved.map(({ id, code }) => [id, code]));
