import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { all, isoFromMicros, microsOf, momentOf, pageOf, readPosition } from "./pages.ts";
import type { ERROR_STATES, ErrorList, ListErrors } from "./views.ts";

interface Row extends Record<string, unknown> {
  fingerprint: string;
  type: string;
  message: string;
  service: string;
  route: string | null;
  job: string | null;
  frame: string | null;
  count: string;
  first_us: string;
  last_us: string;
  last_trace_id: string | null;
  trace_kept: boolean;
  tenants: { id: string; slug: string | null }[] | null;
  tenant_count: number;
  state: (typeof ERROR_STATES)[number];
  mark: "resolved" | "ignored" | null;
  marked_us: string;
  marked_by: string | null;
}

/** Where a group `g` stands by its mark `m`, which holds while the error keeps away; ignored ones stay so. */
export const STATE = sql`case when m.state = 'ignored' then 'ignored'
  when m.state = 'resolved' and g.last_seen <= m.marked_at then 'resolved' else 'open' end`;

/** Errors by fingerprint, the ones seen last first, for operators. */
export async function listErrors(query: z.output<typeof ListErrors>): Promise<z.input<typeof ErrorList>> {
  const { limit, cursor, service, state, fingerprint } = query;
  const after = cursor ? readPosition(cursor) : null;
  const condition = all([
    service ? sql`g.service = ${service}` : null,
    state ? sql`${STATE} = ${state}` : null,
    fingerprint ? sql`g.fingerprint = ${fingerprint}` : null,
    after ? sql`(g.last_seen, g.fingerprint) < (${momentOf(after.value)}, ${after.key})` : null,
  ]);
  const rows = await withSystem((tx) =>
    tx.execute<Row>(sql`
      select g.fingerprint, g.type, g.message, g.service, g.route, g.job, g.frame, g.count::text as count,
        ${microsOf(sql`g.first_seen`)} as first_us, ${microsOf(sql`g.last_seen`)} as last_us, g.last_trace_id,
        exists (select 1 from traces k where k.trace_id = g.last_trace_id) as trace_kept, whom.tenants,
        coalesce(whom.tenant_count, 0) as tenant_count, g.state, g.mark, ${microsOf(sql`g.marked_at`)} as marked_us, o.name as marked_by
      from (
        select g.*, ${STATE} as state, m.state as mark, m.marked_at, m.marked_by
        from error_groups g left join error_marks m on m.fingerprint = g.fingerprint
        where ${condition} order by g.last_seen desc, g.fingerprint desc limit ${limit + 1}
      ) g
      left join operators o on g.marked_by = 'operator:' || o.id
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', l.tenant_id, 'slug', t.slug) order by l.at desc) as tenants,
          max(l.of)::int as tenant_count
        from (
          select k.tenant_id, max(k.started_at) as at, count(*) over () as of from traces k
          where k.error_fingerprint = g.fingerprint and k.tenant_id is not null group by 1 order by 2 desc limit 5
        ) l left join tenants t on t.id = l.tenant_id
      ) whom on true
      order by g.last_seen desc, g.fingerprint desc`),
  );
  return pageOf(
    [...rows],
    limit,
    ({ first_us, last_us, count, tenants, mark, marked_us, marked_by, ...row }) => ({
      ...row,
      count: Number(count),
      first_seen: isoFromMicros(first_us),
      last_seen: isoFromMicros(last_us),
      tenants: tenants ?? [],
      marked: mark && { state: mark, at: isoFromMicros(marked_us), by: marked_by },
    }),
    (row) => ({ value: row.last_us, key: row.fingerprint }),
  );
}
