import "#lib/jobs/test/own-database.ts";

import { type ChildProcess, fork } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { flush } from "./flush.ts";
import { readMetrics } from "./read-metrics.ts";
import { beginProcess, countMail, observeQuery } from "./record.ts";
import { startMetrics } from "./start.ts";
import { samplesOf } from "./test/samples.ts";
import { thisProcess } from "./this-process.ts";

const children = new Set<ChildProcess>();
const own = startMetrics("web");

beforeEach(() => withSystem((tx) => tx.execute(sql`delete from metric_totals`)));
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await own.stop();
  await closePools();
});

async function start(): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, "test/count-process.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  await answer(child);
  return child;
}

const answer = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`A process that counts has ended (${code})`)));
  });

async function tell(child: ChildProcess, message: "count" | "count and flush"): Promise<void> {
  const done = answer(child);
  child.send(message);
  await done;
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once("exit", () => resolve()));

const scrape = async () => samplesOf((await readMetrics()).text);
const SENT = 'mail_messages_total{status="sent"}';
const SELECTS = 'database_query_seconds_bucket{le="0.05",query_type="select"}';
const processOf = (child: ChildProcess) => `jobs@${os.hostname()}:${child.pid}`;

it("adds up what several processes have counted, and one that was killed takes nothing back", async () => {
  const [first, second] = await Promise.all([start(), start()]);
  await tell(first, "count and flush");
  await tell(second, "count and flush");
  await tell(second, "count and flush");
  for (let i = 0; i < 3; i++) countMail("sent");
  const before = await scrape();
  expect(before.get(SENT)).toBe(33);
  expect(before.get(SELECTS) ?? 0).toBeGreaterThanOrEqual(3);
  expect(before.get('active_processes{process_type="job"}')).toBe(2);
  const lag = (child: ChildProcess) => `nodejs_eventloop_lag_seconds{process="${processOf(child)}"}`;
  expect([...before.keys()]).toEqual(expect.arrayContaining([lag(first), lag(second)]));

  // The transaction that tells it is not part of what it tells.
  const inUse = 'database_pool_connections{role="cai_system",state="in_use"}';
  expect(before.get(inUse)).toBe(0);

  // What it had not added by then is lost with it, nothing else.
  await tell(first, "count");
  first.kill("SIGKILL");
  await ended(first);
  expect((await scrape()).get(SENT)).toBe(33);
  // As twenty seconds later.
  await withSystem((tx) =>
    tx.execute(
      sql`update metric_processes set seen_at = now() - interval '21 seconds' where id = ${processOf(first)}`,
    ),
  );
  const after = await scrape();
  expect(after.get(SENT)).toBe(33);
  expect(after.get('active_processes{process_type="job"}')).toBe(1);
  expect(after.has(lag(first))).toBe(false);
  expect(after.has(lag(second))).toBe(true);

  // One that ends by itself adds what is left.
  await tell(second, "count");
  second.send("end");
  await ended(second);
  expect((await scrape()).get(SENT)).toBe(43);
}, 120_000);

it("never shows less than before, while processes add and others are asked", async () => {
  const child = await start();
  let last = 0;
  for (let round = 0; round < 8; round++) {
    const telling = tell(child, "count and flush");
    countMail("sent");
    const seen = await Promise.all([scrape(), scrape(), telling]);
    for (const samples of seen.slice(0, 2)) {
      if (!samples) continue;
      const now = samples.get(SENT) ?? 0;
      expect(now).toBeGreaterThanOrEqual(last);
    }
    last = Math.max(...seen.map((samples) => samples?.get(SENT) ?? 0));
  }
  expect((await scrape()).get(SENT)).toBe(88);
}, 120_000);

it("adds once what it does not know to have arrived", async () => {
  countMail("sent");
  await flush();
  const me = thisProcess();
  me.open = [{ name: "mail_messages_total", labels: { status: "sent" }, bounds: [], values: [1] }];
  await flush();
  expect((await scrape()).get(SENT)).toBe(1);
});

it("does not wait long for a row that somebody holds, and adds then what it has kept", async () => {
  countMail("sent");
  await flush();
  countMail("sent");
  await withSystem(async (tx) => {
    await tx.execute(sql`select from metric_totals for update`);
    await expect(flush()).rejects.toMatchObject({ code: "55P03" });
  });
  await flush();
  expect((await scrape()).get(SENT)).toBe(2);
});

it("counts anew under the name that a former process had", async () => {
  countMail("sent");
  await flush();
  const me = thisProcess();
  Object.assign(me, { number: 0, startedAt: new Date(me.startedAt.getTime() + 1000) });
  countMail("sent");
  await flush();
  expect((await scrape()).get(SENT)).toBe(2);
});

it("counts what is under way until it has ended, once", async () => {
  const [one, two] = [beginProcess("upload"), beginProcess("upload")];
  one();
  one();
  expect((await scrape()).get('active_processes{process_type="upload"}')).toBe(1);
  two();
  expect((await scrape()).get('active_processes{process_type="upload"}')).toBe(0);
});

it("begins a histogram anew whose buckets were others", async () => {
  await withSystem((tx) =>
    tx.execute(
      sql`insert into metric_totals values ('database_query_seconds', '{"query_type":"delete"}', '{1,2}', '{7,7,9,7}')`,
    ),
  );
  observeQuery("DELETE", 0.02);
  const samples = await scrape();
  expect(samples.get('database_query_seconds_count{query_type="delete"}')).toBeLessThan(7);
  expect(samples.get('database_query_seconds_bucket{le="0.05",query_type="delete"}')).toBeGreaterThanOrEqual(
    1,
  );
});
