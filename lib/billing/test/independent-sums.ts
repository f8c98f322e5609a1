import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";

export interface Sums {
  tenant_id: string;
  base: string;
  usage: string;
  discount: string;
  tax: string;
  total: string;
}

/**
 * What each tenant owes for a month, worked out a second time and another way: straight from the events, storage and archive as the
 * area under each event to the month's end, plans by looking each interval's start up, halves to even by comparing with
 * the nearest even number. At most one discount by percentage and then one by amount, USD. Whoever had a plan in the
 * month is there, also with nothing to pay.
 */
export function independentSums(firstDay: string): Promise<Sums[]> {
  return withSystem(async (tx) => [
    ...(await tx.execute<{ [column in keyof Sums]: string }>(sql`
    with r as (${reduced(firstDay, "infinity")})
    select r.id as tenant_id, r.base::bigint::text as base, r.usage::bigint::text as usage, (r.first + r.second)::bigint::text as discount,
      t.tax::bigint::text as tax, (r.base + r.usage - r.first - r.second + t.tax)::bigint::text as total
    from r join billing_accounts a on a.tenant_id = r.id,
      lateral (select case when a.reverse_charge then 0 else even((r.base + r.usage - r.first - r.second) * a.tax_rate, 1) end as tax) t`)),
  ]);
}

/** What a metric of an earlier month is adjusted by, in cents. */
export interface Adjustment {
  tenant_id: string;
  period: string;
  metric: string;
  minor: string;
}

/**
 * What the usage of a month that was recorded after `until` costs or gives back, where that month was invoiced before:
 * the difference of two whole calculations of the month, of which as many shares are billed as of the month itself.
 */
export function independentAdjustments(firstDay: string, until: string): Promise<Adjustment[]> {
  return withSystem(async (tx) => [
    ...(await tx.execute<{ [column in keyof Adjustment]: string }>(sql`
    with b as (${reduced(firstDay, until)}), a as (${reduced(firstDay, "infinity")}),
    moved as (
      select b.id, m.metric, m.more, case when b.base + b.usage = 0 then 1 - b.percent else (b.base + b.usage - b.first - b.second) end as kept,
        case when b.base + b.usage = 0 then 1 else b.base + b.usage end as whole
      from b join a on a.id = b.id, lateral (values
        ('files', a.files - b.files), ('storage', a.storage - b.storage), ('api_calls', a.calls - b.calls),
        ('archive', a.archive - b.archive), ('restores', a.restores - b.restores)) m(metric, more))
    select * from (
      select id as tenant_id, ${firstDay} as period, metric,
        (case when more < 0 then -1 else 1 end * even(abs(more) * kept, whole))::bigint::text as minor from moved) x
    where minor <> '0'`)),
  ]);
}

/** One row per tenant with a plan: the month's charges and discounts by the events recorded until then. */
const reduced = (firstDay: string, until: string) => sql`
    with bounds as (select ${firstDay}::timestamp at time zone 'UTC' as a, (${firstDay}::timestamp + interval '1 month') at time zone 'UTC' as b),
    moments as (
      select t.id, m.at from tenants t, bounds, lateral (
        select bounds.a as at union select bounds.b
        union select p.effective_at from plan_changes p where p.tenant_id = t.id
        union select p.trial_ends_at from plan_changes p where p.tenant_id = t.id) m
      where m.at between bounds.a and bounds.b),
    stretches as (
      select id, at as from_at, lead(at) over (partition by id order by at) as to_at from moments),
    charged as (
      select s.id, sum(
        (select even(b.monthly_price * 100 * extract(epoch from s.to_at - s.from_at), extract(epoch from bounds.b - bounds.a))
         from billing_plans b where b.id = p.plan_id and b.currency = 'USD' and b.valid_from <= ${firstDay}::date order by b.valid_from desc limit 1)
        * case when s.from_at < coalesce(p.trial_ends_at, '-infinity') then 0 else 1 end) as base
      from stretches s, bounds, lateral (
        select * from plan_changes c where c.tenant_id = s.id and c.effective_at <= s.from_at order by c.effective_at desc limit 1) p
      where s.to_at is not null group by s.id),
    seen as not materialized (select * from usage_events where recorded_at <= ${until}::timestamptz),
    used as (
      select t.id, l.*,
        coalesce((select sum(e.quantity) from seen e where e.tenant_id = t.id and e.kind = 'file_processed' and e.occurred_at >= bounds.a and e.occurred_at < bounds.b), 0) as files,
        coalesce((select sum(e.quantity) from seen e where e.tenant_id = t.id and e.kind = 'api_call' and e.occurred_at >= bounds.a and e.occurred_at < bounds.b), 0) as calls,
        coalesce((select sum(e.quantity * extract(epoch from bounds.b - greatest(e.occurred_at, bounds.a))) from seen e where e.tenant_id = t.id and e.kind = 'storage_delta' and e.occurred_at < bounds.b), 0) as byte_seconds,
        coalesce((select sum(e.quantity * extract(epoch from bounds.b - greatest(e.occurred_at, bounds.a))) from seen e where e.tenant_id = t.id and e.kind = 'archive_delta' and e.occurred_at < bounds.b), 0) as archive_seconds,
        coalesce((select sum(e.quantity) from seen e where e.tenant_id = t.id and e.kind = 'restore' and e.occurred_at >= bounds.a and e.occurred_at < bounds.b), 0) as restored,
        extract(epoch from bounds.b - bounds.a) as seconds
      from tenants t, bounds, lateral (
        select b.file_processing_limit as file_limit, b.storage_limit as byte_limit, b.api_calls_limit as call_limit,
          b.archive_limit, b.cost_per_gb_archive as per_archived_gib, b.cost_per_gb_restore as per_restored_gib,
          b.cost_per_extra_file as per_file, b.cost_per_gb_storage as per_gib, b.cost_per_1k_api_calls as per_1k
        from plan_changes c join billing_plans b on b.id = c.plan_id and b.currency = 'USD' and b.valid_from <= ${firstDay}::date
        where c.tenant_id = t.id and c.effective_at < bounds.b order by c.effective_at desc, b.valid_from desc limit 1) l),
    metered as (
      select id, files, storage, calls, archive, restores, files + storage + calls + archive + restores as usage from (
        select id, even(greatest(files - file_limit, 0) * per_file * 100, 1) as files,
          even(greatest(byte_seconds - byte_limit * seconds, 0) * per_gib * 100, seconds * 1073741824) as storage,
          even(greatest(calls - call_limit, 0) * per_1k, 10) as calls,
          even(greatest(archive_seconds - archive_limit * seconds, 0) * per_archived_gib * 100, seconds * 1073741824) as archive,
          even(restored * per_restored_gib * 100, 1073741824) as restores
        from used) u),
    reduced as (
      select c.id, c.base, m.files, m.storage, m.calls, m.archive, m.restores, m.usage, p.percent, least(p.off, c.base + m.usage) as first,
        least((select coalesce(sum(d.amount_off_minor), 0) from tenant_discounts d where d.tenant_id = c.id and ${firstDay}::date between d.first_period and coalesce(d.last_period, 'infinity')),
          c.base + m.usage - least(p.off, c.base + m.usage)) as second
      from charged c join metered m on m.id = c.id, lateral (
        select coalesce(sum(d.percent_off), 0) as percent, even((c.base + m.usage) * coalesce(sum(d.percent_off), 0), 1) as off
        from tenant_discounts d where d.tenant_id = c.id and ${firstDay}::date between d.first_period and coalesce(d.last_period, 'infinity')) p)
    select * from reduced`;

/** Rounds a quotient to the nearest whole number, a tie to the even one. Differs from the product's on purpose. */
export const EVEN = `create function even(n numeric, d numeric) returns numeric language sql immutable as $$
  select case
    when mod(2 * n, d) = 0 and mod(n, d) <> 0 then 2 * round((n / d) / 2)
    else floor((2 * n + d) / (2 * d))
  end $$`;
