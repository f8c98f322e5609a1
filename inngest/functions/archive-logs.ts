import { NonRetriableError } from "inngest";
import { inngest } from "#inngest/client.ts";
import { auditRestoreRequested } from "#inngest/events.ts";
import type { JobDay } from "#lib/archival/logs/due-days.ts";
import { forgetRestoredLogs, removeExpiredLogs } from "#lib/archival/logs/expire-logs.ts";
import { loadRequestedLogs } from "#lib/archival/logs/load-requested.ts";
import { archiveDueLogs, archiveOldRuns, type LogBatch } from "#lib/archival/logs/nightly.ts";
import { ensureAuditPartitions, shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";

/** Organisations a step, and days of job logs. */
const TENANTS = 50;
const JOB_DAYS = 200;
const EXPIRED = 500;
/** Inngest takes 1 000 steps a run. */
const MOST_STEPS = 300;

/**
 * After the night's archival: archives what is left of logs that are due, lets go of what is archived, and of what plans
 * keep no longer. What fails keeps nothing else; the run then fails in sight and the next one tries again.
 */
export const archiveLogsNightly = inngest.createFunction(
  { id: "archive-logs", triggers: [{ cron: "41 2 * * *" }], retries: 3, concurrency: [{ limit: 1 }] },
  async ({ step }) => {
    const asOf = new Date(await step.run("now", () => new Date().toISOString()));
    const made = await step.run("make_partitions", () => ensureAuditPartitions(asOf));
    let archived = 0;
    let failed = 0;
    let after: string | null = null;
    for (let n = 0; n < MOST_STEPS; n++) {
      const from: string | null = after;
      const batch: LogBatch = await step.run(`archive_${n}`, () => archiveDueLogs(asOf, from, TENANTS));
      archived += batch.archived;
      failed += batch.failed;
      if (!batch.last) break;
      after = batch.last;
    }
    let day: JobDay | null = null;
    for (let n = 0; n < MOST_STEPS; n++) {
      const from: JobDay | null = day;
      const batch: LogBatch<JobDay> = await step.run(`archive_jobs_${n}`, () =>
        archiveOldRuns(asOf, from, JOB_DAYS),
      );
      archived += batch.archived;
      failed += batch.failed;
      if (!batch.last) break;
      day = batch.last;
    }
    const shed = await step.run("shed", () => shedAuditLog());
    await step.run("forget_restored", () => forgetRestoredLogs(asOf));
    for (let n = 0; n < MOST_STEPS; n++)
      if ((await step.run(`remove_expired_${n}`, () => removeExpiredLogs(asOf, EXPIRED))) < EXPIRED) break;
    if (failed > 0)
      throw new NonRetriableError(
        `${failed} days of logs could not be archived; they are due again tomorrow.`,
      );
    if (made.failed + shed.failed > 0)
      throw new NonRetriableError(
        `${made.failed + shed.failed} partitions of the audit log could not be made or let go; the log of this process says why, and the next night tries again.`,
      );
    return { archived, ...shed };
  },
);

/** How often the store is asked, at first and at most; DEEP_ARCHIVE takes up to two days. */
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 900;

/** Makes archived days searchable that an admin asked for, one run of an organisation after the other. */
export const restoreLogs = inngest.createFunction(
  {
    id: "restore-logs",
    triggers: [auditRestoreRequested],
    retries: 8,
    concurrency: [{ limit: 1, key: "event.data.tenant_id" }],
  },
  async ({ event, step }) => {
    let loaded = 0;
    for (let n = 0; n < MOST_STEPS; n++) {
      const part = await step.run(`load_${n}`, () => loadRequestedLogs(event.data.tenant_id));
      loaded += part.loaded;
      if (part.more) continue;
      if (part.waiting === 0) break;
      await step.sleep(`wait_${n}`, `${Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** n)}s`);
    }
    return { loaded };
  },
);
