import "#lib/jobs/test/own-database.ts";

import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { runsOf, sendAll, waitFor } from "#lib/jobs/test/runs.ts";

const large = process.env.VERIFY_FULL === "1";
const KILLS = large ? 120 : 30;
const RUNS_IN_FLIGHT = 50;
/** What the product promises; measured from the kill to the first sign of life by another. */
const TAKEOVER_SECONDS = 15;

const owner = postgres(ownDatabaseUrl, { max: 3, onnotice: () => {} });
const workers = new Set<ChildProcess>();

function startProcess(stderr: "inherit" | "ignore" = "inherit"): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, "../test/kill-worker.ts"), {
    stdio: ["ignore", "ignore", stderr, "ipc"],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(process.env.DATA_DIR ?? "", "compile-cache") },
  });
  workers.add(child);
  child.once("exit", () => workers.delete(child));
  const ready = new Promise<ChildProcess>((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`A worker ended before it was ready (${code})`)));
  });
  // Awaited where the process is needed; until then a failure must not count as unhandled.
  ready.catch(() => {});
  return ready;
}

function killProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

beforeAll(async () => {
  await owner.unsafe(`
    create table kill_attempts (run uuid not null, step text not null, pid int not null, at timestamptz not null default clock_timestamp());
    create table kill_effects (run uuid not null, step text not null, primary key (run, step));
    grant select, insert on kill_attempts, kill_effects to cai_system`);
});
afterAll(async () => {
  await Promise.all([...workers].map(killProcess));
  await owner.end();
  await closePools();
});

it("takes over a dead worker's runs within the promised time", async () => {
  const [doomed, other] = await Promise.all([startProcess(), startProcess()]);
  await sendAll(
    "test/victim",
    Array.from({ length: 30 }, (_, n) => ({ n, tenant_id: randomUUID() })),
  );
  await waitFor("victim", (runs) => runs.filter((r) => r.status === "running").length >= 10);
  await killProcess(doomed);
  const killedAt = Date.now();
  const held = await owner<
    { id: string }[]
  >`select r.id from job_runs r join job_workers w on w.id = r.owner where r.status = 'running' and w.pid = ${doomed.pid ?? 0}`;
  expect(held.length).toBeGreaterThan(0);
  const stillHeld = () =>
    owner`select 1 from job_runs r join job_workers w on w.id = r.owner where r.status = 'running' and w.pid = ${doomed.pid ?? 0}`;
  while ((await stillHeld()).length > 0) {
    expect((Date.now() - killedAt) / 1000).toBeLessThan(TAKEOVER_SECONDS);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // What is left of its runs is the next test's to finish.
  await killProcess(other);
}, 90_000);

async function begunBy({ pid = 0 }: { pid?: number | undefined }): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await owner`select 1 from kill_attempts where pid = ${pid} limit 1`).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it(
  "loses no run and repeats no remembered step, whenever workers are killed",
  async () => {
    const before = (await runsOf("victim")).length;
    const pair = [startProcess(), startProcess()];
    const tenants = Array.from({ length: 12 }, () => randomUUID());
    let sent = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      for (let open = await inFlight(); open < RUNS_IN_FLIGHT; open = await inFlight()) {
        const missing = Array.from({ length: RUNS_IN_FLIGHT + 5 - open }, () => ({
          n: sent,
          tenant_id: tenants[sent++ % tenants.length],
        }));
        await sendAll("test/victim", missing);
      }
      // Now one, now the other, now and then both at once; a new one starts while the other works.
      for (const place of kill % 7 === 6 ? [0, 1] : [kill % 2]) {
        const doomed = await pair[place];
        // Half of them in the middle of their work, the others at any moment from their first one.
        if (doomed && kill % 2 === 0) await begunBy(doomed);
        await new Promise((resolve) => setTimeout(resolve, 700 * Math.random()));
        if (doomed) await killProcess(doomed);
        pair[place] = startProcess();
      }
    }
    await Promise.all(pair);
    const all = before + sent;
    const runs = await waitFor(
      "victim",
      (rows) => rows.length === all && rows.every((r) => r.finishedAt !== null),
      large ? 400_000 : 180_000,
    );

    for (const run of runs) {
      expect(run.status, JSON.stringify(run.error)).toBe("completed");
      expect(run.output).toEqual({
        steps: ["first", "left", "right", "last"],
        child: Number(payload(run.event).n) * 2,
      });
    }
    // The memory holds each step once, and every effect that it tells of was there exactly once.
    const steps = await owner<{ name: string; n: number }[]>`
    select name, count(*)::int as n from job_steps s join job_runs r on r.id = s.run_id where r.function_id = 'construction-ai-victim' group by 1 order by 1`;
    expect(steps.map((s) => ({ ...s }))).toEqual(
      ["ask", "first", "last", "left", "nap", "right", "tell"].map((name) => ({ name, n: all })),
    );
    const [effects] = await owner`select count(*)::int as n from kill_effects where step <> 'help'`;
    expect(effects?.n).toBe(all * 4);
    // A step is begun again only when its worker died before it was remembered, so never twice by the same process.
    const repeated =
      await owner`select run, step, pid from kill_attempts group by 1, 2, 3 having count(*) > 1`;
    expect([...repeated]).toEqual([]);
    const again = await owner`
    select a.run, a.step from kill_attempts a join job_steps s on s.run_id = a.run and s.name = a.step where s.done_at < a.at - interval '50 ms'`;
    expect([...again]).toEqual([]);
    // What was told and asked on the way came once as well.
    const heard = await waitFor(
      "told",
      (rows) => rows.length >= all && rows.every((r) => r.status === "completed"),
      20_000,
    );
    expect(new Set(heard.map((r) => r.output)).size).toBe(all);
    expect(heard).toHaveLength(all);
    expect(await runsOf("helper")).toHaveLength(all);

    const [{ killed, begun } = { killed: 0, begun: 0 }] = await owner<{ killed: number; begun: number }[]>`
    select count(distinct pid)::int as killed, (count(*) - count(distinct (run, step)))::int as begun from kill_attempts`;
    expect(killed).toBeGreaterThanOrEqual(KILLS / 2);
    expect(begun).toBeGreaterThan(0);
  },
  large ? 1_200_000 : 400_000,
);

it("starts each occurrence of a schedule once, with several workers that die", async () => {
  const ticks = await waitFor("clock", (runs) => runs.some((r) => r.status === "completed"), 75_000);
  const minutes = ticks.map((r) => new Date(Number(r.event.ts)).toISOString());
  expect(new Set(minutes).size).toBe(minutes.length);
  for (const minute of minutes) expect(minute).toMatch(/:00\.000Z$/);
}, 90_000);

it("loses nothing when the database cuts every connection, again and again", async () => {
  const before = (await runsOf("victim")).length;
  let ended = false;
  // As the supervisor does: a process that an outage ends is started again.
  const keepUp = async () => {
    while (!ended) {
      const child = await startProcess("ignore").catch(() => null);
      await new Promise((resolve) => (child ? child.once("exit", resolve) : setTimeout(resolve, 200)));
    }
  };
  const supervised = keepUp();
  await sendAll(
    "test/victim",
    Array.from({ length: 12 }, (_, n) => ({ n, tenant_id: randomUUID() })),
  );
  await waitFor("victim", (runs) => runs.slice(before).some((r) => r.status === "running"), 30_000);
  for (let cut = 0; cut < 8; cut++) {
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'construction-ai%'
      and application_name not like '%cai_%'`;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const runs = await waitFor(
    "victim",
    (rows) => rows.length === before + 12 && rows.every((r) => r.finishedAt !== null),
    120_000,
  );
  expect(runs.slice(before).map((r) => r.status)).toEqual(Array.from({ length: 12 }, () => "completed"));
  const [effects] =
    await owner`select count(*)::int as n from kill_effects e join job_runs r on r.id = e.run where e.step <> 'help' and r.seq >= ${runs[before]?.seq ?? 0}`;
  expect(effects?.n).toBe(12 * 4);
  ended = true;
  await Promise.all([...workers].map(killProcess));
  await supervised;
}, 200_000);

function payload(event: Record<string, unknown>): Record<string, unknown> {
  return typeof event.data === "object" && event.data !== null ? { ...event.data } : {};
}

/** Runs that have not ended, and events that have not become runs yet, at one moment. */
async function inFlight(): Promise<number> {
  const [row] = await owner<{ n: number }[]>`
    select ((select count(*) from job_runs where finished_at is null and function_id = 'construction-ai-victim')
      + (select count(*) from outbox where delivered_at is null and name = 'test/victim'))::int as n`;
  return row?.n ?? 0;
}
