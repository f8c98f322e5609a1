import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { pool } from "#db/client.ts";
import { RUN_STATUSES } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { traces } from "#db/schema/traces.ts";
import { withSystem } from "#db/tenant.ts";
import { config } from "#lib/config/index.ts";
import { AppError } from "#lib/errors.ts";
import { listRuns, retryRun } from "#lib/jobs/operators.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";

export const ListJobs = z.object({
  status: z.enum(RUN_STATUSES).default("failed"),
  function: z.string().max(200).optional(),
  /** Goes on after this `seq`, from `next`. */
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const JobView = z.object({
  id: z.string(),
  function: z.string(),
  /** Null: of no organisation, or of one that is gone. */
  tenant: z.object({ id: z.string(), slug: z.string() }).nullable(),
  event: z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) }),
  status: z.enum(RUN_STATUSES),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  /** Of its work. `kept`: whether it can be looked at; `fingerprint` of the error in it, if any. Null: not traced. */
  trace: z.object({ id: z.string(), kept: z.boolean(), fingerprint: z.string().nullable() }).nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
});

export const JobList = z.object({
  /** `inngest`: runs are kept and replayed by Inngest; the list is empty. */
  engine: z.enum(["embedded", "inngest"]),
  items: z.array(JobView),
  total: z.number(),
  next: z.string().nullable(),
  /** Failed runs by function, the most first. */
  failed: z.array(z.object({ function: z.string(), runs: z.number() })),
});

/** Runs of one status, newest first, with what they were about. */
export async function listJobs(input: z.output<typeof ListJobs>): Promise<z.input<typeof JobList>> {
  const { status, function: functionId, before, limit } = input;
  const rows = await listRuns({ status, functionId, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const slugs = await slugsOf(page.flatMap((run) => run.tenantId ?? []));
  const kept = await keptTraces(page.flatMap((run) => run.traceId ?? []));
  const last = page.at(-1);
  const [counted] = await pool("cai_system").sql<{ n: number }[]>`
    select count(*)::int as n from job_runs where status = ${status} and (${functionId ?? null}::text is null or function_id = ${functionId ?? null})`;
  return {
    engine: config().jobs.kind,
    items: page.map((run) => ({
      id: run.id,
      function: run.functionId,
      tenant: named(run.tenantId, slugs),
      event: { name: String(run.event.name ?? ""), data: record(run.event.data) },
      status: run.status,
      error: run.error && { name: run.error.name, message: run.error.message },
      trace: run.traceId === null ? null : traceOf(run.traceId, kept),
      created_at: run.createdAt.toISOString(),
      started_at: run.startedAt?.toISOString() ?? null,
      finished_at: run.finishedAt?.toISOString() ?? null,
    })),
    total: counted?.n ?? 0,
    next: rows.length > limit && last ? address(input, last.seq) : null,
    failed: await failedByFunction(),
  };
}

export const ReplayJobs = z.object({ function: z.string().min(1).max(200) });
export const JobsReplayed = z.object({
  replayed: z.number(),
  /** Ended or were taken up by somebody else meanwhile. */
  skipped: z.number(),
  /** Failed runs of the function that are left: call again. */
  remaining: z.number(),
});

/** Runs of one call, so that it answers in time. */
const AT_ONCE = 200;

/** Replays the failed runs of one function, the newest first and 200 at most; see `retryRun` for what a replay does. */
export async function replayFailed(
  { function: functionId }: z.output<typeof ReplayJobs>,
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof JobsReplayed>> {
  let replayed = 0;
  let skipped = 0;
  for (const run of await listRuns({ status: "failed", functionId, limit: AT_ONCE })) {
    try {
      await retryRun(run.id, by);
      replayed += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      skipped += 1;
    }
  }
  const left = (await failedByFunction()).find((kind) => kind.function === functionId);
  return { replayed, skipped, remaining: left?.runs ?? 0 };
}

async function failedByFunction(): Promise<{ function: string; runs: number }[]> {
  return pool("cai_system").sql<{ function: string; runs: number }[]>`
    select function_id as function, count(*)::int as runs from job_runs where status = 'failed' group by 1 order by 2 desc, 1`;
}

async function slugsOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await withSystem((tx) =>
    tx
      .select({ id: sql<string>`${tenants.id}`, slug: tenants.slug })
      .from(tenants)
      .where(inArray(tenants.id, [...new Set(ids)])),
  );
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** Of those that are kept, the fingerprint of the error in them. */
async function keptTraces(ids: string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await withSystem((tx) =>
    tx
      .select({ id: traces.traceId, fingerprint: traces.errorFingerprint })
      .from(traces)
      .where(inArray(traces.traceId, ids)),
  );
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
}

function traceOf(id: string, kept: Map<string, string | null>) {
  return { id, kept: kept.has(id), fingerprint: kept.get(id) ?? null };
}

function named(id: string | null, slugs: Map<string, string>): { id: string; slug: string } | null {
  const slug = id === null ? undefined : slugs.get(id);
  return id !== null && slug !== undefined ? { id, slug } : null;
}

function record(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(value);
}

function address({ status, function: functionId, limit }: z.output<typeof ListJobs>, before: number): string {
  const query = new URLSearchParams({ status, limit: String(limit), before: String(before) });
  if (functionId) query.set("function", functionId);
  return `/api/admin/jobs?${query}`;
}
