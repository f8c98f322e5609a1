import { parseArgs } from "node:util";
import { asc, eq } from "drizzle-orm";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { archiveDueLogs, archiveOldRuns, type LogBatch } from "#lib/archival/logs/nightly.ts";
import { ensureAuditPartitions, shedAuditLog } from "#lib/archival/logs/shed-audit-log.ts";
import { verifyTenantLog } from "#lib/audit/verify-log.ts";
import { AppError, NotFound } from "#lib/errors.ts";
import { StorageError } from "#lib/storage/store.ts";
import { joinInstallation } from "./server/installation.ts";

/**
 * `npm run audit -- verify [--tenant S]`: verifies the audit log of one organisation or of all, a line of JSON each, archived
 * days included as far as their objects can be read. Exits with 0 when all are what was written, 1 when one is not, 2 when
 * one could not be looked at.
 * `npm run audit -- archive [--as-of T]`: what the night does with logs, now and as if it were an earlier time: archives what
 * is due of audit and job logs and lets go of what the archive holds. Exits with 1 when a day or a partition failed.
 */
const USAGE = "npm run audit -- verify [--tenant <slug>] | archive [--as-of <time>]";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { tenant: { type: "string" }, "as-of": { type: "string" } },
});

process.env.LOG_LEVEL ??= "warn";
const leave = await joinInstallation();
try {
  if (positionals[0] === "verify") await verify(values.tenant);
  else if (positionals[0] === "archive") await archive(values["as-of"]);
  else throw new AppError(400, "usage", USAGE);
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 2;
} finally {
  await closePools();
  await leave();
}

async function verify(slug: string | undefined): Promise<void> {
  let broken = 0;
  let unseen = 0;
  for (const { id, slug: name } of await chosen(slug)) {
    try {
      const { verified, ...found } = await verifyTenantLog(id);
      console.log(JSON.stringify({ tenant: name, verified, ...found }));
      if (verified) continue;
      broken += 1;
      for (const { sentence } of found.problems) console.error(`${name}: ${sentence}`);
      const more = found.problem_count - found.problems.length;
      if (more > 0) console.error(`${name}: ${more} more like these.`);
    } catch (error) {
      // One that cannot be looked at keeps no other.
      if (!(error instanceof AppError || error instanceof StorageError)) throw error;
      unseen += 1;
      console.error(`${name}: This log could not be verified. ${error.message}`);
    }
  }
  process.exitCode = broken > 0 ? 1 : unseen > 0 ? 2 : 0;
}

async function archive(time: string | undefined): Promise<void> {
  const asOf = time === undefined ? new Date() : new Date(time);
  if (Number.isNaN(asOf.getTime()))
    throw new AppError(400, "usage", "Give --as-of a time such as 2026-11-28T02:00:00Z.");
  if (asOf.getTime() > Date.now())
    throw new AppError(
      400,
      "usage",
      "--as-of is in the future. Give a time that has passed: logs are archived once they are old enough.",
    );
  const sum = { archived: 0, failed: 0 };
  const add = ({ archived, failed }: typeof sum) => {
    sum.archived += archived;
    sum.failed += failed;
  };
  const made = await ensureAuditPartitions();
  for (let after: string | null = null; ; ) {
    const batch: LogBatch = await archiveDueLogs(asOf, after, 50);
    add(batch);
    if (!batch.last) break;
    after = batch.last;
  }
  add(await archiveOldRuns(asOf, null, 1_000_000));
  const { rows, partitions, failed } = await shedAuditLog();
  const unseen = made.failed + failed;
  if (unseen > 0)
    console.error(`${unseen} partitions could not be made or let go; see above. Try again later.`);
  console.log(
    JSON.stringify({ as_of: asOf.toISOString(), ...sum, rows_left: rows, partitions_dropped: partitions }),
  );
  process.exitCode = sum.failed + unseen > 0 ? 1 : 0;
}

async function chosen(slug: string | undefined): Promise<{ id: string; slug: string }[]> {
  const rows = await withSystem((tx) =>
    tx
      .select({ id: tenants.id, slug: tenants.slug })
      .from(tenants)
      .where(slug === undefined ? undefined : eq(tenants.slug, slug))
      .orderBy(asc(tenants.slug)),
  );
  if (slug !== undefined && rows.length === 0)
    throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
  return rows;
}
