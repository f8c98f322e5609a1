import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { archivalRuns } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { byClass, classesOfRun } from "./count-items.ts";
import { Moment } from "./moment.ts";
import { countDue } from "./preview.ts";
import { startRun } from "./start-run.ts";
import { RunClasses } from "./views.ts";

export const ArchiveFiles = z.strictObject({
  /** Slug or id of one organisation; all when left out. */
  tenant: z.string().trim().min(1).max(120).optional(),
  /** Archive as if it were then; now when left out. One that is still to come makes due today what the rules make due by then. */
  as_of: Moment.optional(),
  /** Counts what is due, and does nothing. */
  dry_run: z.boolean().default(false),
});

export const ArchivedFiles = z.object({
  /** Null for a dry run. */
  run_id: z.string().nullable(),
  status: z.enum(["running", "completed", "failed"]),
  classes: RunClasses,
});
export type ArchivedFiles = z.input<typeof ArchivedFiles>;

/** How long a caller waits for the end at most, in seconds. */
const WAIT_SECONDS = 15;
const LOOK_MS = 150;
const DAY_MS = 86_400_000;

/** The seconds that a caller's Prefer header (RFC 7240, 4.3) asks to be waited, such as `wait=2`; fifteen at most, and unless told. */
export function secondsToWait(prefer: string | null): number {
  const asked = prefer?.match(/(?:^|[,;])\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:[,;]|$)/i)?.[1];
  return Math.min(WAIT_SECONDS, asked === undefined ? WAIT_SECONDS : Number(asked));
}

/**
 * An operator's run over all organisations, or one, as of any moment. Jobs work it off; it is waited for, but not for long:
 * `status` tells whether it has ended. Throws `NotFound` (`tenant_not_found`).
 */
export async function archiveFiles(
  { tenant, as_of: asOf = new Date(), dry_run: dryRun }: z.output<typeof ArchiveFiles>,
  by: OperatorCtx = COMMAND,
  waitSeconds = WAIT_SECONDS,
): Promise<ArchivedFiles> {
  const tenantId = tenant === undefined ? null : await tenantNamed(tenant);
  if (dryRun) {
    const groups = await withSystem((tx) => countDue(tx, { asOf, tenantId }));
    return { run_id: null, status: "completed", classes: byClass(groups) };
  }
  const daysAhead = Math.floor((asOf.getTime() - Date.now()) / DAY_MS);
  const deed = { as_of: asOf.toISOString(), ...(daysAhead >= 1 ? { days_ahead: daysAhead } : {}) };
  const runId = await startRun({ trigger: "operator", asOf, tenantId, requestedBy: by.actor }, (tx, run) =>
    recordDeed(tx, by, "archival_run.started", { run, ...deed }, tenantId),
  );
  if (!runId) throw new Error("An operator's run was taken for another one");
  const until = Date.now() + waitSeconds * 1000;
  for (;;) {
    const state = await stateOf(runId);
    if (state.status !== "running" || Date.now() >= until) return state;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function stateOf(runId: string): Promise<ArchivedFiles> {
  return withSystem(async (tx) => {
    const [run] = await tx
      .select({ status: archivalRuns.status, counts: archivalRuns.counts })
      .from(archivalRuns)
      .where(eq(archivalRuns.id, runId));
    const classes = await classesOfRun(tx, { id: runId, counts: run?.counts ?? null });
    return { run_id: runId, status: run?.status ?? "failed", classes };
  });
}

async function tenantNamed(name: string): Promise<string> {
  const [tenant] = await withSystem((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from tenants where slug = ${name} or id::text = ${name.toLowerCase()}`,
    ),
  );
  if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${name}.`);
  return tenant.id;
}
