import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { all, isoFromMicros, microsOf, momentOf, pageOf, readPosition, tenantOf } from "./pages.ts";
import type { FailingJobList, ListFailingJobs } from "./views.ts";

interface Row extends Record<string, unknown> {
  trace_id: string;
  span_id: string;
  tenant_id: string | null;
  slug: string | null;
  started_us: string;
  duration_us: string;
  run_id: string | null;
  function: string;
  step: string | null;
  attempt: number | null;
  final: boolean | null;
  file_id: string | null;
  error_type: string | null;
  error_message: string | null;
  fingerprint: string | null;
}

/** Failed attempts of jobs, newest first, for operators. A model that nobody could process is none of them. */
export async function listFailingJobs(
  query: z.output<typeof ListFailingJobs>,
): Promise<z.input<typeof FailingJobList>> {
  const { limit, cursor, tenant, function: functionId } = query;
  const after = cursor ? readPosition(cursor) : null;
  const condition = all([
    sql`s.is_failed_job`,
    functionId ? sql`s.attributes ->> 'job.function' = ${functionId}` : null,
    tenant ? sql`s.tenant_id = (select id from tenants where slug = ${tenant})` : null,
    after ? sql`(s.started_at, s.span_id) < (${momentOf(after.value)}, ${after.key})` : null,
  ]);
  const rows = await withSystem((tx) =>
    tx.execute<Row>(sql`
      select s.trace_id, s.span_id, s.tenant_id, t.slug, ${microsOf(sql`s.started_at`)} as started_us,
        s.duration_us::text as duration_us, s.attributes ->> 'run.id' as run_id, s.attributes ->> 'job.function' as function,
        s.attributes ->> 'job.step' as step, (s.attributes ->> 'job.attempt')::int as attempt,
        (s.attributes ->> 'job.final')::boolean as final, s.attributes ->> 'file.id' as file_id,
        s.attributes ->> 'error.type' as error_type, s.attributes ->> 'error.message' as error_message,
        s.attributes ->> 'error.fingerprint' as fingerprint
      from trace_spans s left join tenants t on t.id = s.tenant_id
      where ${condition} order by s.started_at desc, s.span_id desc limit ${limit + 1}`),
  );
  return pageOf(
    [...rows],
    limit,
    ({ tenant_id, slug, started_us, duration_us, attempt, final, ...row }) => ({
      ...row,
      attempt: attempt ?? 1,
      final: final ?? false,
      tenant: tenantOf({ tenant_id, slug }),
      started_at: isoFromMicros(started_us),
      duration_ms: Number(duration_us) / 1000,
    }),
    (row) => ({ value: row.started_us, key: row.span_id }),
  );
}
