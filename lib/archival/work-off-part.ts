import { and, eq } from "drizzle-orm";
import { archivalItems, archivalTenantRuns } from "#db/schema/archival.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { archiveFile } from "./archive-file.ts";
import { finishPart } from "./finish-run.ts";
import { archiveLogs } from "./logs/archive-logs.ts";
import { moveProblem, problemNamed } from "./move-problem.ts";
import {
  MOST_ATTEMPTS,
  MOST_STARTS,
  nextItemIn,
  RETRY_SECONDS,
  type TakenItem,
  takeItem,
} from "./take-item.ts";
import { workOffLogs } from "./work-off-logs.ts";

interface Options {
  /** Files moved at once. */
  lanes?: number;
  /** No new file is begun after this. */
  ms?: number;
  retrySeconds?: number;
  /** The move itself, of a file and of days of logs. */
  move?: typeof archiveFile;
  archiveDays?: typeof archiveLogs;
}

/**
 * Works at an organisation's part of a run for a while. Its items are the truth: after a kill it goes on from them. A file
 * that fails waits and is tried again, and stops no other, nor do logs. `waitMs` is null once the part has ended, else how
 * long until there is something to do.
 */
export async function workOffPart(
  ctx: Ctx,
  runId: string,
  {
    lanes = LANES,
    ms = 45_000,
    retrySeconds = RETRY_SECONDS,
    move = archiveFile,
    archiveDays = archiveLogs,
  }: Options = {},
): Promise<{ waitMs: number | null }> {
  const tenantId = ctx.tenant.id;
  const [part] = await ctx.transaction((tx) =>
    tx
      .select()
      .from(archivalTenantRuns)
      .where(and(eq(archivalTenantRuns.tenantId, tenantId), eq(archivalTenantRuns.runId, runId))),
  );
  if (!part) return { waitMs: null };
  const until = Date.now() + ms;
  const lane = async () => {
    while (Date.now() < until) {
      const item = await ctx.transaction((tx) => takeItem(tx, tenantId, runId, retrySeconds));
      if (!item) return;
      const outcome = await tryItem(ctx, part, item, move);
      await settle(ctx, runId, item, outcome);
    }
  };
  // Logs come last: however long they take, and whatever happens to them, the files have had their turn.
  const ended = [
    ...(await Promise.allSettled(Array.from({ length: lanes }, lane))),
    ...(await Promise.allSettled([workOffLogs(ctx, part, { retrySeconds, archive: archiveDays })])),
  ];
  const broken = ended.find((one) => one.status === "rejected");
  if (broken) throw broken.reason;
  const waitMs = await ctx.transaction((tx) => nextItemIn(tx, tenantId, runId, retrySeconds));
  if (waitMs !== null) return { waitMs };
  return { waitMs: (await finishPart(ctx, runId)).ended ? null : 1000 };
}

/** Moves at once of one organisation: enough to hide the store's answers behind each other. */
const LANES = 4;

type Outcome =
  | { status: "archived"; bytes: number }
  | { status: "skipped" | "failed" | "queued"; code: string; reason: string };

/** Whatever another run does with it, it is not this one's to tell. */
const BEING_MOVED: Outcome & { code: string } = {
  status: "skipped",
  code: "being_moved",
  reason: keptText("being_moved"),
};

async function tryItem(
  ctx: Ctx,
  { runId, trigger }: typeof archivalTenantRuns.$inferSelect,
  item: TakenItem,
  move: typeof archiveFile,
): Promise<Outcome> {
  if (item.attempts > MOST_STARTS)
    return item.reason_code === BEING_MOVED.code
      ? BEING_MOVED
      : { status: "failed", ...problemNamed("interrupted") };
  try {
    const moved = await move(ctx, item.subject_id, {
      storageClass: item.storage_class,
      moveId: runId,
      byRule: trigger !== "member",
    });
    if (moved.status === "archived") return moved;
    // Another process has it: what becomes of it shows at the next try.
    return moved.code === BEING_MOVED.code ? { ...moved, status: "queued" } : moved;
  } catch (error) {
    ctx.log.warn(
      { file: item.subject_id, attempt: item.attempts, err: error },
      "a file could not be archived",
    );
    return {
      status: item.attempts < MOST_ATTEMPTS ? "queued" : "failed",
      ...moveProblem(error),
    };
  }
}

async function settle(ctx: Ctx, runId: string, item: TakenItem, outcome: Outcome): Promise<void> {
  const isArchived = outcome.status === "archived";
  await ctx.transaction((tx) =>
    tx
      .update(archivalItems)
      .set({
        status: outcome.status,
        reasonCode: isArchived ? null : outcome.code,
        reason: isArchived ? null : outcome.reason,
        ...(isArchived ? { bytes: outcome.bytes } : {}),
      })
      .where(
        and(
          eq(archivalItems.tenantId, ctx.tenant.id),
          eq(archivalItems.runId, runId),
          eq(archivalItems.subjectId, item.subject_id),
          eq(archivalItems.status, "queued"),
        ),
      ),
  );
}
