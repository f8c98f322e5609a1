import { statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { withSystem } from "#db/tenant.ts";
import { appliedMigrations, ownMigrations } from "#lib/backup/migrations.ts";
import { productVersion } from "#lib/backup/product-version.ts";
import { type WrittenArchive, writeArchive } from "#lib/backup/write-archive.ts";
import { config } from "#lib/config/index.ts";
import { jobHealth } from "#lib/jobs/operators.ts";
import { checkHealth } from "#lib/observability/health/check-health.ts";
import { readMetrics } from "#lib/observability/metrics/read-metrics.ts";
import { configurationFacts } from "./support-bundle-configuration.ts";
import { logTail } from "./support-bundle-log.ts";
import { withoutHosts } from "./support-bundle-metrics.ts";

export interface SupportBundle extends WrittenArchive {
  /** Parts that could not be had, with the kind of what went wrong. */
  failed: Record<string, string>;
}

/**
 * Writes what somebody who helps needs to know of an installation, as a tar compressed by zstd: each part takes only columns
 * and fields that are named here, none of which holds a name, an address, a text of people or a secret. `log`: a file to
 * which the output of `npm start` goes.
 */
export async function writeSupportBundle(input: { to: string; log?: string }): Promise<SupportBundle> {
  const failed: Record<string, string> = {};
  const parts: Record<string, () => Promise<string>> = {
    "versions.json": json(versions),
    "configuration.json": json(async () => configurationFacts(process.env, config())),
    "readiness.json": json(() => checkHealth(5_000)),
    "metrics.txt": async () => withoutHosts((await readMetrics()).text),
    "jobs.json": json(jobs),
    "errors.json": json(errors),
    "slow.json": json(slow),
    "migrations.json": json(migrations),
    "disk.json": json(disk),
    "tables.json": json(tables),
    "organisations.json": json(organisations),
    ...(input.log === undefined ? {} : { "log.ndjson": () => logTail(input.log ?? "") }),
  };
  const written = await writeArchive(path.resolve(input.to), null, async (archive) => {
    await archive.addText("README.txt", README);
    for (const [name, part] of Object.entries(parts)) {
      try {
        await archive.addText(name, await part());
      } catch (error) {
        // What is broken is why the bundle is made: the rest of it still helps.
        failed[name] = error instanceof Error ? error.name : "Error";
      }
    }
    await archive.addText("failed.json", JSON.stringify(failed));
  });
  return { ...written, failed };
}

const README = `What this holds: versions, settings (secrets only as "set"), readiness, metrics, state of jobs and outbox, errors by
fingerprint and slow requests without their words, migrations, sizes. Organisations, files and runs stand in it by id alone;
no names, mail addresses, file names, addresses of organisations or contents of any kind.
`;

const json =
  (part: () => Promise<unknown>): (() => Promise<string>) =>
  async () =>
    JSON.stringify(await part(), null, 2);

async function versions() {
  const [database] = await rows(sql`
    select current_setting('server_version') as version, pg_postmaster_start_time() as started_at,
      current_setting('max_connections') as max_connections`);
  return {
    version: await productVersion(),
    node: process.version,
    platform: `${process.platform} ${process.arch} ${os.release()}`,
    processors: os.availableParallelism(),
    memory_bytes: os.totalmem(),
    free_memory_bytes: os.freemem(),
    load: os.loadavg(),
    database,
    at: new Date().toISOString(),
  };
}

async function jobs() {
  return {
    health: await jobHealth(),
    runs: await rows(sql`
      select function_id, status, error ->> 'name' as error, count(*)::int as runs, max(updated_at) as last_at, max(attempt) as most_attempts
      from job_runs group by 1, 2, 3 order by 1, 2, 3`),
    outbox: await rows(sql`
      select name, count(*)::int as events, min(created_at) as oldest_at, max(attempts) as most_attempts
      from outbox where delivered_at is null group by 1 order by 1`),
    webhooks: await rows(sql`
      select status, count(*)::int as deliveries, min(created_at) as oldest_at from webhook_deliveries group by 1 order by 1`),
    restores: await rows(
      sql`select status, count(*)::int as restores from file_restores group by 1 order by 1`,
    ),
  };
}

const MOST = 100;

/** Without their words, which may tell of anything. */
const errors = () =>
  rows(sql`
    select fingerprint, type, service, route, job, frame, count, first_seen, last_seen, last_trace_id
    from error_groups order by last_seen desc limit ${MOST}`).then((found) =>
    found.map(({ type, route, job, ...row }) => ({
      ...row,
      type: plain(type),
      route: plain(route),
      job: plain(job),
    })),
  );

/** Their spans by kind and time; a name that may hold more than a route or a verb is left out. */
const slow = () =>
  rows(sql`
    with slowest as (select trace_id, span_id, name, service, tenant_id, started_at, duration_us, status, attributes
      from trace_spans where is_slow order by started_at desc limit ${MOST})
    select s.trace_id, s.name, s.service, s.tenant_id, s.started_at, s.duration_us, s.status,
      s.attributes ->> 'http.response.status_code' as http_status,
      (select json_agg(json_build_object('name', x.name, 'kind', x.kind, 'us', x.duration_us) order by x.started_at)
       from (select * from trace_spans c where c.trace_id = s.trace_id order by c.duration_us desc limit 30) x) as spans
    from slowest s`).then((found) =>
    found.map(({ name, spans, http_status, ...row }) => ({
      ...row,
      name: plain(name),
      http_status: /^\d{3}$/.test(String(http_status)) ? Number(http_status) : null,
      spans: Array.isArray(spans) ? spans.map((span) => ({ ...span, name: plain(span.name) })) : [],
    })),
  );

/** Words of the program: a route pattern with its method, or a verb; anything else is only said to be. */
function plain(name: unknown): string | null {
  if (name === null || name === undefined) return null;
  const text = String(name);
  return /^(?:[A-Z]+ )?\/[a-z0-9_/[\].-]*$/.test(text) && !/@|[0-9a-f]{8}/.test(text)
    ? text
    : /^(?:job |render \/)?[A-Za-z_]+(?:[ -][A-Za-z_]+){0,3}$/.test(text)
      ? text
      : "other";
}

async function migrations() {
  const { database } = config();
  if (!database) return null;
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  try {
    return { own: ownMigrations(), applied: await appliedMigrations(owner) };
  } finally {
    await owner.end({ timeout: 5 });
  }
}

async function disk() {
  const { dataDir } = config();
  const { bsize, blocks, bavail, files, ffree } = await statfs(dataDir);
  return {
    data_dir: { bytes: bsize * blocks, free_bytes: bsize * bavail, files, free_files: ffree },
    stored: await rows(sql`
      select coalesce(sum(storage_used), 0)::text as hot_bytes, coalesce(sum(archive_used), 0)::text as archived_bytes,
        coalesce(sum(storage_reserved), 0)::text as reserved_bytes from tenants`),
    database: await rows(sql`select pg_database_size(current_database())::text as bytes`),
  };
}

const tables = () =>
  rows(sql`
    select c.relname as name, greatest(c.reltuples, 0)::bigint::text as rows_about, pg_total_relation_size(c.oid)::text as bytes,
      s.n_dead_tup::text as dead_rows, s.last_autovacuum, s.last_autoanalyze
    from pg_class c left join pg_stat_user_tables s on s.relid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
    order by pg_total_relation_size(c.oid) desc, c.relname`);

const organisations = () =>
  rows(sql`
    select id, subscription_tier as plan, is_active, storage_used::text, archive_used::text, file_count,
      (select count(*)::int from memberships m where m.tenant_id = t.id) as members, created_at
    from tenants t order by storage_used desc, id limit ${MOST}`);

async function rows(query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  return withSystem(async (tx) => [...(await tx.execute(query))]);
}
