import "#lib/jobs/test/own-database.ts";

import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { inTransaction } from "#db/transaction.ts";
import { config } from "#lib/config/index.ts";
import { deleteOldTraces, makeRoom } from "./delete-old-traces.ts";
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
const trim = (most = config().traces.keepMax) =>
  inTransaction(pool("cai_system").sql, (tx) => makeRoom(tx, most));
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
  await trim();
  expect(await left()).toEqual({ traces: 5000, spans: 5000, oldest: "GET /4999" });
});

it("lets what browsers tell take the place of its like, and of nothing else", async () => {
  await trim(10);
  const one = trace(0);
  const told = Array.from({ length: 600 }, (_, n) => ({
    ...one,
    trace_id: randomBytes(16).toString("hex"),
    route: "/api/client-errors",
    started_us: one.started_us - n,
  }));
  await storeTraces(told, told.map(spanOf));
  await trim();
  const { keepMax } = config().traces;
  expect(await left()).toMatchObject({
    traces: 10 + keepMax / 10,
    spans: 10 + keepMax / 10,
    oldest: "GET /9",
  });
  await withSystem((tx) => tx.execute(sql`delete from traces where route is not null`));
  await withSystem((tx) =>
    tx.execute(sql`delete from trace_spans where trace_id not in (select trace_id from traces)`),
  );
});

it("removes by age what is older than TRACE_KEEP_DAYS, spans that came too late, and errors seen no more", async () => {
  await trim(10);
  const old = { ...trace(0), root_name: "GET /old", started_us: Date.now() * 1000 - 15 * DAY_US };
  const young = { ...trace(0), root_name: "GET /young", started_us: Date.now() * 1000 - 13 * DAY_US };
  const late = { ...trace(0), started_us: Date.now() * 1000 - DAY_US };
  await storeTraces([old, young], [spanOf(old), spanOf(young), spanOf(late)]);
  await withSystem((tx) =>
    tx.execute(sql`
      insert into error_groups (fingerprint, type, message, service, count, first_seen, last_seen)
      select lpad(to_hex(n), 16, '0'), 'Error', 'm', 'api', 1, now() - interval '200 days', now() - n * interval '1 day' / 20
      from generate_series(1, 2200) n
      union all select lpad(to_hex(n + 10000), 16, '0'), 'Error', 'm', 'browser', 1, now(), now() from generate_series(1, 250) n`),
  );
  // Of the 2 200, 400 were not seen for 90 days; 800 more are beyond the thousand. Of browsers' 250, 50 are too many.
  expect(await deleteOldTraces()).toEqual({ traces: 1, error_groups: 1250 });
  expect(await left()).toEqual({ traces: 11, spans: 11, oldest: "GET /young" });
});

it("lets a flood of slow requests push out no error and no file's processing, and the other way round", async () => {
  await trim(0);
  const by = (reason: TraceRow["reason"], n: number, from: number) =>
    Array.from({ length: n }, (_, i) => ({ ...trace(from + i), reason }));
  await storeTraces([...by("error", 8, 1000), ...by("processing", 8, 2000), ...by("slow", 90, 0)], []);
  const kept = async () =>
    Object.fromEntries(
      (
        await withSystem((tx) =>
          tx.execute<{ reason: string; n: number }>(
            sql`select reason, count(*)::int as n from traces group by 1`,
          ),
        )
      ).map(({ reason, n }) => [reason, n]),
    );
  expect(await trim(30)).toBe(76);
  expect(await kept()).toEqual({ error: 8, processing: 8, slow: 14 });
  await storeTraces(by("error", 90, 0), []);
  expect(await trim(30)).toBe(90);
  expect(await kept()).toEqual({ error: 11, processing: 8, slow: 11 });
  expect((await left())?.oldest).toBe("GET /2007");
  expect(await trim(10)).toBe(20);
  expect(await kept()).toEqual({ error: 4, processing: 3, slow: 3 });
});
