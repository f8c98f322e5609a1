import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { BILLED_METRICS } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { generateInvoices } from "./generate-invoices.ts";
import {
  type Adjustment,
  EVEN,
  independentAdjustments,
  independentSums,
  type Sums,
} from "./test/independent-sums.ts";

const TENANTS = 1000;
const PERIODS = ["2025-10", "2025-09", "2024-02"];

beforeAll(async () => {
  const owner = postgres(ownDatabaseUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(EVEN);
  await makeRandomTenants(owner);
  await owner.end();
}, 180_000);
afterAll(closePools);

describe(`a second calculation over ${TENANTS} random tenants`, () => {
  it.each(PERIODS)(
    "agrees for %s, to the cent and in every part",
    async (period) => {
      const run = await generateInvoices({ period, finalize: true });
      expect(run.failures).toEqual([]);
      const made = new Map((await invoiced(`${period}-01`)).map((row) => [row.tenant_id, row]));
      expect(made.size).toBe(run.created);
      const expected = await independentSums(`${period}-01`);
      expect(expected.length).toBeGreaterThanOrEqual(TENANTS);
      const differing = expected.filter(
        (row) => JSON.stringify(row) !== JSON.stringify(made.get(row.tenant_id)),
      );
      expect(differing.slice(0, 3).map((row) => ({ expected: row, made: made.get(row.tenant_id) }))).toEqual(
        [],
      );
      expect(expected).toHaveLength(made.size);
      // The tenants are not all alike, or agreement would mean little.
      for (const part of ["base", "usage", "discount", "tax"] as const) {
        expect(new Set(expected.map((row) => row[part])).size, part).toBeGreaterThan(20);
      }
    },
    120_000,
  );

  it("agrees for what arrives after the invoices, discounted months and releases among it", async () => {
    // Events keep whole milliseconds: one recorded right after this moment may say it was before it.
    const [cut] = await withSystem((tx) =>
      tx.execute<{ at: string }>(sql`select (clock_timestamp() - interval '1 ms')::text as at`),
    );
    await addLateEvents();
    const run = await generateInvoices({ period: "2025-11", finalize: true });
    expect(run.failures).toEqual([]);
    const made = await withSystem((tx) =>
      tx.execute<{ [column in keyof Adjustment]: string }>(sql`
      select tenant_id, usage_period::text as period, metric, amount_minor::text as minor from invoice_lines
      where kind = 'adjustment' and metric is not null`),
    );
    const expected = [
      ...(await independentAdjustments("2025-09-01", cut?.at ?? "")),
      ...(await independentAdjustments("2025-10-01", cut?.at ?? "")),
    ];
    const sorted = (rows: Iterable<Adjustment>) =>
      [...rows].map((row) => Object.values(row).join(" ")).sort();
    expect(sorted(made)).toEqual(sorted(expected));
    expect(expected.filter(({ minor }) => minor.startsWith("-")).length).toBeGreaterThan(50);
    expect(expected.length).toBeGreaterThan(500);
    expect(new Set(expected.map(({ metric }) => metric))).toEqual(new Set(BILLED_METRICS));
  }, 120_000);
});

/** Two for each tenant, of any kind; bytes come and go. */
async function addLateEvents(): Promise<void> {
  await withSystem((tx) =>
    tx.execute(sql`insert into usage_events (tenant_id, key, kind, quantity, occurred_at)
    select id, 'late' || i, kind,
      case kind when 'file_processed' then 1 + floor(random() * 400) when 'api_call' then 1 + floor(random() * 90000)
        when 'archive_delta' then floor((random() - 0.6) * 60000 * 1073741824) when 'restore' then floor(random() * 900 * 1073741824)
        else floor((random() - 0.6) * 120 * 1073741824) end,
      '2025-08-20Z'::timestamptz + random() * interval '70 days'
    from (select id, i, (array['file_processed', 'api_call', 'storage_delta', 'archive_delta', 'restore'])[1 + floor(random() * 5)::int] as kind
      from tenants, generate_series(1, 2) i) x`),
  );
}

/** From the lines, not from the invoices' own sums. */
function invoiced(firstDay: string): Promise<Sums[]> {
  return withSystem(async (tx) => [
    ...(await tx.execute<{ [column in keyof Sums]: string }>(sql`
    select i.tenant_id, coalesce(sum(l.amount_minor) filter (where l.kind = 'base'), 0)::text as base,
      coalesce(sum(l.amount_minor) filter (where l.kind in ('usage', 'adjustment')), 0)::text as usage,
      (-coalesce(sum(l.amount_minor) filter (where l.kind = 'discount'), 0))::text as discount,
      coalesce(sum(l.amount_minor) filter (where l.kind = 'tax'), 0)::text as tax, sum(l.amount_minor)::text as total
    from invoices i join invoice_lines l on l.invoice_id = i.id
    where i.billing_period_start = ${firstDay}::date group by i.tenant_id, i.id`)),
  ]);
}

/** Plans that change up to three times, trials, discounts, taxes and some forty-five events each, around the periods. */
async function makeRandomTenants(owner: postgres.Sql): Promise<void> {
  await owner`select setseed(0.42)`;
  await owner`insert into tenants (name, slug, subscription_tier, storage_quota, api_quota)
    select 'Random ' || i, 'random-' || i, 'pro', 0, 0 from generate_series(1, ${TENANTS}) i`;
  await owner`delete from plan_changes`;
  await owner`insert into plan_changes (tenant_id, effective_at, plan_id, trial_ends_at, requested_by)
    select tenant_id, at, (array['free', 'pro', 'enterprise'])[1 + floor(random() * 3)::int],
      case when random() < 0.3 then least(at + random() * interval '20 days', next_at) end, 'test'
    from (
      select id as tenant_id, at, coalesce(lead(at) over (partition by id order by at), 'infinity') as next_at
      from tenants, lateral (
        select '2024-01-05Z'::timestamptz as at
        union select '2024-02-01Z'::timestamptz + random() * interval '29 days' from generate_series(1, (random() * 2)::int + length(slug) * 0)
        union select '2025-09-01Z'::timestamptz + random() * interval '61 days' from generate_series(1, (random() * 3)::int + length(slug) * 0)) t) x`;
  await owner`update billing_accounts set tax_rate = (array[0, 0.07, 0.10, 0.19, 0.08875])[1 + floor(random() * 5)::int], reverse_charge = random() < 0.1`;
  await owner`insert into tenant_discounts (tenant_id, code, percent_off, first_period, last_period, created_at)
    select id, 'PERCENT', round(random()::numeric, 3) + 0.001, '2024-01-01', case when random() < 0.3 then '2025-09-01'::date end, now() from tenants where random() < 0.3`;
  await owner`insert into tenant_discounts (tenant_id, code, amount_off_minor, first_period, created_at)
    select id, 'AMOUNT', 1 + floor(random() * 20000), '2025-10-01', now() + interval '1 hour' from tenants where random() < 0.3`;
  await owner`insert into usage_events (tenant_id, key, kind, quantity, occurred_at)
    select id, 'e' || i, kind,
      case kind when 'file_processed' then 1 + floor(random() * 900) when 'api_call' then 1 + floor(random() * 90000)
        when 'archive_delta' then floor((random() - 0.2) * 12000 * 1073741824) when 'restore' then floor(random() * 900 * 1073741824)
        else floor((random() - 0.2) * 120 * 1073741824) end,
      (array['2024-02-01Z', '2025-09-01Z', '2025-10-01Z']::timestamptz[])[1 + floor(random() * 3)::int] + (random() * 34 - 2) * interval '1 day'
    from (select id, i, (array['file_processed', 'api_call', 'storage_delta', 'archive_delta', 'restore'])[1 + floor(random() * 5)::int] as kind
      from tenants, generate_series(1, 45) i) x`;
}
