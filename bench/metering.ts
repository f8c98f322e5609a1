import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { textArray } from "#db/text-array.ts";
import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * Metering of API calls. Ingest: batches of calls through `writeCalls` (partitions, key, derived metrics) against a bare
 * batched insert of the same rows into a plain table with a primary key, both from arrays, four connections, synchronous
 * commit, in turn. Request path: what admitting and counting adds to a call. Rebuild: all daily metrics from the events.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const EVENTS = Number(process.env.BENCH_EVENTS ?? 5_000_000);
const ROUNDS = 3;
const BATCH = 5000;
const CONNECTIONS = 4;
const TENANTS = 20;
const database = await benchDatabase({ API_RATE_PER_SECOND: "1000000", API_RATE_BURST: "1000000" });
const { makeTenant } = await import("#db/test/tenant.ts");
const { closePools } = await import("#db/client.ts");
const { flushCalls, meterApiCall, writeCalls } = await import("#lib/usage/meter-calls.ts");
const { admitApiCall, returnLeases } = await import("#lib/usage/admit-call.ts");
const { rebuildUsageMetrics } = await import("#lib/usage/rebuild-metrics.ts");

const owner = postgres(database.url, { max: CONNECTIONS, onnotice: () => {} });
const tenants: string[] = [];
for (let i = 0; i < TENANTS; i++) tenants.push((await makeTenant({ plan: "enterprise" })).id);
await owner`create table bare (tenant_id uuid not null references tenants (id), key text not null, kind text not null, quantity numeric not null,
  source text not null, detail jsonb not null, occurred_at timestamptz(3) not null, recorded_at timestamptz(3) not null default now(), primary key (tenant_id, occurred_at, key))`;
type Calls = Parameters<typeof writeCalls>[0];

function batch(): Calls {
  const at = Date.now();
  return Array.from({ length: BATCH }, (_, i) => ({
    tenantId: tenants[i % TENANTS] ?? "",
    key: `call:${randomUUID()}`,
    kind: "api_call" as const,
    quantity: 1,
    detail: '{"api_key_id":"7b1f0c52-6d7e-4f52-9d2e-0f4c52b1a111","call":"GET /api/files/{id}"}',
    occurredAt: new Date(at + (i % 1000)).toISOString(),
  }));
}
async function writeBare(calls: Calls): Promise<void> {
  const column = (pick: (call: Calls[number]) => string) => textArray(calls.map(pick));
  await owner`insert into bare (tenant_id, key, kind, quantity, source, detail, occurred_at)
    select c.tenant_id, c.key, c.kind, c.quantity, 'request', c.detail, c.occurred_at
    from unnest(${column((c) => c.tenantId)}::text::uuid[], ${column((c) => c.key)}::text::text[], ${column((c) => c.kind)}::text::text[],
      ${column((c) => String(c.quantity))}::text::numeric[], ${column((c) => c.detail)}::text::jsonb[], ${column((c) => c.occurredAt)}::text::timestamptz[])
      as c(tenant_id, key, kind, quantity, detail, occurred_at)`;
}
async function ingest(write: (calls: Calls) => Promise<void>): Promise<number> {
  const end = performance.now() + SECONDS * 1000;
  const startedAt = performance.now();
  let written = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        await write(batch());
        written += BATCH;
      }
    }),
  );
  return (written / (performance.now() - startedAt)) * 1000;
}
const rates: Record<"bare" | "metered", number[]> = { bare: [], metered: [] };
await ingest(writeBare);
await ingest(writeCalls);
for (let r = 0; r < ROUNDS; r++) {
  rates.bare.push(await ingest(writeBare));
  rates.metered.push(await ingest(writeCalls));
}
const median = (values: number[]) => percentile(values, 0.5);

// The request path: one call after another, as a route asks.
const added: number[] = [];
const [tenantId = ""] = tenants;
for (let i = 0; i < 20_000; i++) {
  const startedAt = performance.now();
  await admitApiCall(tenantId);
  meterApiCall({ tenantId, keyId: tenantId, call: "GET /api/files/7b1f0c52-6d7e-4f52-9d2e-0f4c52b1a111" });
  added.push((performance.now() - startedAt) * 1000);
}
await returnLeases();
await flushCalls();

// The rebuild: five million events of a year's last months, over the tenants.
await owner`truncate usage_events, usage_metrics`;
await owner`select ensure_usage_partition(m::date) from generate_series('2026-01-01'::date, '2026-12-01'::date, interval '1 month') m`;
await owner`alter table usage_events disable trigger usage_applied`;
await owner`insert into usage_events (tenant_id, key, kind, quantity, source, detail, occurred_at)
  select (${textArray(tenants)}::text::uuid[])[1 + i % ${TENANTS}::int], 'e' || i,
    case when i % 100 = 0 then 'storage_delta' when i % 100 < 3 then 'file_processed' when i % 100 = 3 then 'estimate' else 'api_call' end,
    case when i % 100 = 0 then 1000000 else 1 end, 'request',
    case when i % 100 = 3 then '{"cost":"1234.56","a1_a3_kg":"10.5"}'::jsonb else '{}'::jsonb end,
    '2026-10-01'::timestamptz + (i % 7776000) * interval '1 second' + (i % 1000) * interval '1 ms'
  from generate_series(1, ${EVENTS}::int) i`;
await owner`alter table usage_events enable trigger usage_applied`;
await owner`vacuum analyze usage_events`;
const rebuildAt = performance.now();
const days = await rebuildUsageMetrics();
const rebuildSeconds = (performance.now() - rebuildAt) / 1000;

report(
  "metering",
  [
    {
      what: "ingest, events/s",
      baseline: Math.round(median(rates.bare)),
      metered: Math.round(median(rates.metered)),
      ratio: round(median(rates.metered) / median(rates.bare), 2),
      aim: ">= 0.7",
    },
    { what: "request path, added p50, us", metered: round(median(added)), aim: "< 50" },
    { what: "request path, added p99, us", metered: round(percentile(added, 0.99)) },
    {
      what: `rebuild of ${EVENTS.toLocaleString("en")} events (${days} days), s`,
      metered: round(rebuildSeconds),
      aim: "< 10 at 5,000,000",
    },
  ],
  [
    `Batches of ${BATCH} over ${TENANTS} tenants, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s in turn.`,
  ],
);
await closePools();
await owner.end();
await database.stop();
process.exit(0);
