import postgres from "postgres";
import { benchDatabase } from "./lib/database.ts";
import { report, round } from "./lib/report.ts";

/**
 * The invoice run of an operator over all tenants, each with thirty days of metrics and usage beyond its plan, against
 * the bare SQL in the same run: one statement that inserts as many invoices with four lines each, into tables of the same
 * shape, without any of our logic. Then the month after, which looks for late usage of the month before, and the same
 * month again, which makes none. BENCH_TENANTS sets the sizes ("10000,100000"); BENCH_STATISTICS=none leaves the tables
 * without statistics, as after a restore or a large import.
 */
const SIZES = (process.env.BENCH_TENANTS ?? "10000,100000").split(",").map(Number);
const database = await benchDatabase();
const { generateInvoices } = await import("#lib/billing/generate-invoices.ts");
const { batchEnds, tenantsOfBatch } = await import("#lib/billing/invoice-run.ts");
const { missedMonths } = await import("#lib/billing/missed-months.ts");
const { closePools } = await import("#db/client.ts");
const owner = postgres(database.url, { max: 1, onnotice: () => {} });

const rows = [];
try {
  await owner.unsafe(`create table bare_invoices (like invoices including all);
    create table bare_lines (like invoice_lines including all, foreign key (tenant_id, invoice_id) references bare_invoices (tenant_id, id))`);
  let present = 0;
  for (const size of SIZES) {
    await addTenants(present, size);
    present = size;
    const [bare] = [await timed(() => bareInvoices(size))];
    const first = await timed(() => run("2025-10", size, "created"));
    const next = await timed(() => run("2025-11", size, "created"));
    const again = await timed(() => run("2025-11", size, "existing"));
    const missed = await timed(() => lookForMissed("2025-12-01"));
    rows.push(
      row("bare SQL", size, bare, bare),
      row("run", size, first, bare),
      row("the month after", size, next, bare),
      row("again, none to make", size, again, bare),
      row("looking for missed months", size, missed, bare),
    );
    // The next size starts from none.
    await owner.unsafe("truncate bare_lines, bare_invoices; truncate invoices cascade; delete from outbox");
  }
  report("invoices", rows, ["Aims: 10 000 in 5 s, 100 000 in 50 s, memory flat."]);
} finally {
  await closePools();
  await owner.end();
  await database.stop();
}

async function run(period: string, size: number, expected: "created" | "existing"): Promise<void> {
  const result = await generateInvoices({ period, finalize: true });
  if (result[expected] !== size || result.failed > 0)
    throw new Error(`Not every tenant got its invoice: ${JSON.stringify(result).slice(0, 500)}`);
}

/** What the monthly job adds to each batch. */
async function lookForMissed(month: string): Promise<void> {
  let after: string | null = null;
  for (const through of await batchEnds()) {
    const missed = await missedMonths(await tenantsOfBatch(after, through), month);
    if (missed.size > 0) throw new Error("A month was found that is not missed");
    after = through;
  }
}

interface Time {
  seconds: number;
  /** Of this process, over what it had before; bytes. */
  growth: number;
}

async function timed(work: () => Promise<void>): Promise<Time> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  return { seconds, growth: Math.max(peak, process.memoryUsage.rss()) - before };
}

function row(way: string, tenants: number, time: Time, bare: Time) {
  return {
    way,
    tenants,
    seconds: round(time.seconds, 2),
    "invoices/s": Math.round(tenants / time.seconds),
    "times the bare SQL": round(time.seconds / bare.seconds, 2),
    "memory growth MB": round(time.growth / 1e6),
  };
}

/** Tenants `from` to `to`, half on pro and half on enterprise, with a row of metrics for each day of two months. */
async function addTenants(from: number, to: number): Promise<void> {
  await owner`insert into tenants (name, slug, subscription_tier, storage_quota, api_quota, created_at)
    select 'Tenant ' || i, 'tenant-' || i, case when i % 2 = 0 then 'pro' else 'enterprise' end, 0, 0, '2025-01-01'
    from generate_series(${from + 1}::integer, ${to}::integer) i`;
  await owner`insert into usage_metrics (tenant_id, metric_date, files_processed, api_calls, storage_delta, storage_used, storage_weighted, created_at, updated_at)
    select id, day, 500, 50000, 1073741824 * 40::bigint, 1073741824 * 40::bigint * (1 + day - '2025-10-01'), 1073741824 * 40::numeric * 43200000, now() - interval '1 day', now() - interval '1 day'
    from tenants, generate_series(0, 59) n, lateral (select '2025-10-01'::date + n as day) d
    where slug in (select 'tenant-' || i from generate_series(${from + 1}::integer, ${to}::integer) i)`;
  if (process.env.BENCH_STATISTICS !== "none") await owner`vacuum analyze`;
}

/** Five figures that come from nowhere, and four lines of them. */
async function bareInvoices(size: number): Promise<void> {
  await owner`
    with made as (
      insert into bare_invoices (tenant_id, number, billing_period_start, billing_period_end, plan_id, currency, minor_digits, base_minor,
        usage_minor, subtotal_minor, tax_rate, tax_minor, total_minor, status)
      select id, left(id::text, 8) || '-0001', '2025-10-01', '2025-10-31', 'pro', 'USD', 2, 9900, 300, 10200, 0.1, 1020, 11220, 'finalised'
      from tenants order by id limit ${size} returning id, tenant_id)
    insert into bare_lines (tenant_id, invoice_id, position, kind, description, quantity, unit, unit_price, amount_minor)
    select m.tenant_id, m.id, l.position, l.kind, l.description, l.quantity, l.unit, l.unit_price, l.amount
    from made m cross join lateral (values
      (1, 'base', 'Professional', 1, 'month', 99, 9900), (2, 'usage', 'Files', 2, 'file', 0.5, 100),
      (3, 'usage', 'Storage', 2, 'GiB', 1, 200), (4, 'tax', 'Tax', 1, 'tax', 10.2, 1020)) as l(position, kind, description, quantity, unit, unit_price, amount)`;
}
