import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { all, isoFromMicros, microsOf, momentOf, pageOf, readPosition, tenantOf } from "./pages.ts";
import type { ListSlow, SlowList } from "./views.ts";

interface Row extends Record<string, unknown> {
  trace_id: string;
  span_id: string;
  name: string;
  service: string;
  tenant_id: string | null;
  slug: string | null;
  started_us: string;
  duration_us: string;
  status: string;
  http_status: number | null;
}

/** Kept requests, or stretches of jobs' work, that took too long, for operators. */
export async function listSlow(query: z.output<typeof ListSlow>): Promise<z.input<typeof SlowList>> {
  const { limit, cursor, sort, kind, tenant, name, hours } = query;
  const slowest = sort === "slowest";
  const after = cursor ? readPosition(cursor) : null;
  const condition = all([
    sql`s.is_slow`,
    kind === "job" ? sql`s.kind = 'consumer'` : sql`s.kind = 'server'`,
    tenant ? sql`s.tenant_id = (select id from tenants where slug = ${tenant})` : null,
    name ? sql`s.name in (${name}, ${`job ${name}`})` : null,
    hours ? sql`s.started_at > now() - ${hours}::int * interval '1 hour'` : null,
    after && slowest ? sql`(s.duration_us, s.span_id) < (${after.value}::bigint, ${after.key})` : null,
    after && !slowest ? sql`(s.started_at, s.span_id) < (${momentOf(after.value)}, ${after.key})` : null,
  ]);
  const order = slowest ? sql`s.duration_us desc, s.span_id desc` : sql`s.started_at desc, s.span_id desc`;
  const rows = await withSystem((tx) =>
    tx.execute<Row>(sql`
      select s.trace_id, s.span_id, s.name, s.service, s.tenant_id, t.slug, ${microsOf(sql`s.started_at`)} as started_us,
        s.duration_us::text as duration_us, s.status, (s.attributes ->> 'http.response.status_code')::int as http_status
      from trace_spans s left join tenants t on t.id = s.tenant_id
      where ${condition} order by ${order} limit ${limit + 1}`),
  );
  return pageOf(
    [...rows],
    limit,
    (row) => ({
      trace_id: row.trace_id,
      span_id: row.span_id,
      name: row.name,
      service: row.service,
      tenant: tenantOf(row),
      started_at: isoFromMicros(row.started_us),
      duration_ms: Number(row.duration_us) / 1000,
      status: row.status === "error" || (row.http_status ?? 0) >= 500 ? ("error" as const) : ("ok" as const),
      http_status: row.http_status,
    }),
    (row) => ({ value: slowest ? row.duration_us : row.started_us, key: row.span_id }),
  );
}
