import "#lib/jobs/test/own-database.ts";

import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { inTransaction } from "#db/transaction.ts";
import { deleteBeyond, deleteOldTraces } from "./delete-old-traces.ts";
import type { TraceRow } from "./rows.ts";
import { storeTraces } from "./store.ts";

afterAll(closePools);

const DAY_US = 86_400_000_000;
const trace = (n: number): TraceRow => ({
  trace_id: randomBytes(16).toString("hex"),
  root_name: `GET /${n}`,
  route: null,
  tenant_id: null,
  file_id: null,
  started_us: Date.now() * 1000 - n * 1_000_000,
  ended_us: Date.now() * 1000,
  status: "ok",
  error_type: null,
  error_fingerprint: null,
  reason: "slow",
  dropped_spans: 0,
});
const spanOf = ({ trace_id, started_us }: TraceRow) => ({
  trace_id,
  span_id: randomBytes(8).toString("hex"),
  parent_span_id: null,
  tenant_id: null,
  name: "GET /",
  kind: "server",
  service: "web",
  started_us,
  duration_us: 1,
  status: "ok" as const,
  attributes: {},
  events: [],
  links: [],
  is_entry: true,
  is_slow: true,
  is_failed_job: false,
});
const left = async () => {
  const [row] = await withSystem((tx) =>
    tx.execute<{ traces: number; spans: number; oldest: string | null }>(sql`
      select (select count(*)::int from traces) as traces, (select count(*)::int from trace_spans) as spans,
        (select root_name from traces order by started_at limit 1) as oldest`),
  );
  return row;
};

it("keeps 5 000 traces: the next one takes the oldest's place, with its spans", async () => {
  const all = Array.from({ length: 5000 }, (_, n) => trace(n + 1));
  await storeTraces(all, all.map(spanOf));
  expect(await left()).toEqual({ traces: 5000, spans: 5000, oldest: "GET /5000" });
  const next = trace(0);
  await storeTraces([next], [spanOf(next)]);
  expect(await left()).toEqual({ traces: 5000, spans: 5000, oldest: "GET /4999" });
});

it("removes by age what is older than TRACE_KEEP_DAYS, spans that came too late, and errors seen no more", async () => {
  await inTransaction(pool("cai_system").sql, (tx) => deleteBeyond(tx, 10));
  const old = { ...trace(0), root_name: "GET /old", started_us: Date.now() * 1000 - 15 * DAY_US };
  const young = { ...trace(0), root_name: "GET /young", started_us: Date.now() * 1000 - 13 * DAY_US };
  const late = { ...trace(0), started_us: Date.now() * 1000 - DAY_US };
  await storeTraces([old, young], [spanOf(old), spanOf(young), spanOf(late)]);
  await withSystem((tx) =>
    tx.execute(sql`
      insert into error_groups (fingerprint, type, message, service, count, first_seen, last_seen)
      select lpad(to_hex(n), 16, '0'), 'Error', 'm', 'api', 1, now() - interval '200 days', now() - n * interval '1 day' / 20
      from generate_series(1, 2200) n`),
  );
  // Of the 2 200, 400 were not seen for 90 days; 800 more are beyond the thousand.
  expect(await deleteOldTraces()).toEqual({ traces: 1, error_groups: 1200 });
  expect(await left()).toEqual({ traces: 11, spans: 11, oldest: "GET /young" });
});
