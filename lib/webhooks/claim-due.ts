import { type SQL, sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { isOnIn } from "#lib/features/is-on.ts";
import type { DueDelivery } from "./attempt.ts";

/** An attempt that says nothing for so long was killed with its process, and is made again. */
export const LEASE_MS = 60_000;

/** How many attempts a process has under way at once. Failing endpoints have places of their own, so that they take none from those that work. */
export interface Places {
  working: number;
  failing: number;
  perTenant: number;
  perEndpoint: number;
}
export const PLACES: Places = { working: 64, failing: 64, perTenant: 8, perEndpoint: 4 };

/**
 * Takes deliveries that are due at `now` for this process, no more than there are places beside those it holds: of each
 * endpoint the oldest, of an endpoint that fails one at a time, and every organisation's first before anybody's second. Each is another's again after
 * `LEASE_MS`.
 */
export async function claimDue(
  held: readonly DueDelivery[],
  now: Date,
  places: Places = PLACES,
): Promise<DueDelivery[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const free = (failing: boolean) =>
    Math.max(
      0,
      (failing ? places.failing : places.working) - held.filter((d) => d.failing === failing).length,
    );
  return withSystem(async (tx) => {
    const rows = await tx.execute<ClaimedRow>(sql`
      with recursive waiting as (
        (select endpoint_id from webhook_deliveries where status = 'pending' order by endpoint_id limit 1)
        union all
        select next.endpoint_id from waiting, lateral (
          select endpoint_id from webhook_deliveries
          where status = 'pending' and endpoint_id > waiting.endpoint_id order by endpoint_id limit 1) next),
      endpoints as (
        select e.id, e.tenant_id, e.failures > 0 as failing,
          greatest(0, case when e.failures > 0 then 1 else ${places.perEndpoint}::int end - coalesce(mine.n, 0)) as room,
          greatest(0, ${places.perTenant}::int - coalesce(theirs.n, 0)) as tenant_room
        from waiting w
        join webhook_endpoints e on e.id = w.endpoint_id and e.status = 'active'
        join tenants t on t.id = e.tenant_id and t.is_active and ${isOnIn("webhooks_out", sql`t.id`)}
        left join (${counts(held.map((d) => d.endpointId))}) mine on mine.id = e.id::text
        left join (${counts(held.map((d) => `${d.tenantId} ${d.failing}`))}) theirs on theirs.id = e.tenant_id || ' ' || (e.failures > 0)),
      due as (
        select d.id, d.next_attempt_at, e.failing, e.tenant_room,
          row_number() over (partition by e.tenant_id, e.failing order by d.rank, d.next_attempt_at, d.id) as turn
        from endpoints e, lateral (
          select d.id, d.next_attempt_at, row_number() over (order by d.next_attempt_at) as rank
          from webhook_deliveries d
          where d.endpoint_id = e.id and d.status = 'pending' and d.next_attempt_at <= ${at}
          order by d.next_attempt_at limit e.room) d),
      admitted as (
        select id, failing, row_number() over (partition by failing order by turn, next_attempt_at, id) as place
        from due where turn <= tenant_room),
      -- What another process takes at this moment is passed over, and asked again under its lock where it was first.
      locked as (
        select d.id, a.failing from webhook_deliveries d join admitted a on a.id = d.id
        where a.place <= case when a.failing then ${free(true)}::int else ${free(false)}::int end
          and d.status = 'pending' and d.next_attempt_at <= ${at}
        for update of d skip locked),
      taken as (
        update webhook_deliveries d
        set next_attempt_at = ${at} + ${LEASE_MS}::int * interval '1 ms'
        from locked l where d.id = l.id
        returning d.id, d.tenant_id, d.endpoint_id, d.message_id, d.attempts, l.failing)
      select t.id, t.tenant_id as "tenantId", t.endpoint_id as "endpointId", t.message_id as "messageId", t.attempts, t.failing,
        e.url, e.secret, e.previous_secret as "previousSecret",
        (extract(epoch from e.previous_secret_until) * 1000)::float8 as "previousUntil", m.type, m.payload
      from taken t join webhook_endpoints e on e.id = t.endpoint_id join webhook_messages m on m.id = t.message_id`);
    return [...rows].map(({ previousUntil, ...row }) => ({
      ...row,
      previousSecretUntil: previousUntil === null ? null : new Date(previousUntil),
    }));
  });
}

type ClaimedRow = Omit<DueDelivery, "previousSecretUntil"> & { previousUntil: number | null } & Record<
    string,
    unknown
  >;

function counts(keys: readonly string[]): SQL {
  return sql`select key as id, count(*)::int as n from jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb) key group by key`;
}
