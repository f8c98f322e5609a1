import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { NotFound } from "#lib/errors.ts";
import { listErrors } from "#lib/observability/traces/list-errors.ts";
import { isoFromMicros, microsOf, tenantOf } from "#lib/observability/traces/pages.ts";
import { ErrorGroup, ErrorList, ListErrors } from "#lib/observability/traces/views.ts";
import { nextPage } from "#lib/operators/next-page.ts";

export const ListErrorGroups = ListErrors.omit({ fingerprint: true });
/** `next` is the address of the page after it. */
export const ErrorGroupList = ErrorList;

export const ErrorGroupDetail = ErrorGroup.extend({
  /** Its newest kept traces, twenty at most. */
  traces: z.array(
    z.object({
      trace_id: z.string(),
      name: z.string(),
      tenant: z.object({ id: z.string(), slug: z.string().nullable() }).nullable(),
      started_at: z.string(),
      duration_ms: z.number(),
    }),
  ),
});

/** Errors by fingerprint, those seen last first. */
export async function listErrorGroups(
  query: z.output<typeof ListErrorGroups>,
): Promise<z.input<typeof ErrorGroupList>> {
  const { items, next } = await listErrors(query);
  return { items, next: nextPage("/api/admin/errors", query, next) };
}

/** One of them with its traces. Throws `error_group_not_found`. */
export async function readErrorGroup(fingerprint: string): Promise<z.input<typeof ErrorGroupDetail>> {
  const [group, traces] = await Promise.all([findErrorGroup(fingerprint), tracesOf(fingerprint)]);
  return { ...group, traces };
}

export async function findErrorGroup(fingerprint: string): Promise<z.input<typeof ErrorGroup>> {
  const { items } = await listErrors({ fingerprint, limit: 1 });
  const [group] = items;
  if (group) return group;
  throw noErrorGroup();
}

export const noErrorGroup = () =>
  new NotFound(
    "error_group_not_found",
    "There is no such error, or it was not seen for so long that it is kept no longer. Open it from the list.",
  );

async function tracesOf(fingerprint: string): Promise<z.input<typeof ErrorGroupDetail>["traces"]> {
  const rows = await withSystem((tx) =>
    tx.execute<{
      trace_id: string;
      name: string;
      tenant_id: string | null;
      slug: string | null;
      started_us: string;
      duration_us: string;
    }>(sql`
      select k.trace_id, k.root_name as name, k.tenant_id, t.slug, ${microsOf(sql`k.started_at`)} as started_us,
        (extract(epoch from k.ended_at - k.started_at) * 1000000)::bigint::text as duration_us
      from traces k left join tenants t on t.id = k.tenant_id
      where k.error_fingerprint = ${fingerprint} order by k.started_at desc, k.trace_id limit 20`),
  );
  return rows.map(({ tenant_id, slug, started_us, duration_us, ...rest }) => ({
    ...rest,
    tenant: tenantOf({ tenant_id, slug }),
    started_at: isoFromMicros(started_us),
    duration_ms: Number(duration_us) / 1000,
  }));
}
