import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { inngest } from "#inngest/client.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { send, waitFor } from "#lib/jobs/test/runs.ts";
import { type Engine, startEngine } from "./engine.ts";

const owner = postgres(ownDatabaseUrl, { max: 8, onnotice: () => {} });
const PER_TENANT = 2;
const IN_ALL = 3;

/** Notes in the database when each of its runs began and ended, so that the intervals are the database's word. */
const limited = inngest.createFunction(
  {
    id: "limited",
    retries: 0,
    triggers: [{ event: "test/limited" }],
    concurrency: [{ limit: PER_TENANT, key: "event.data.tenant_id" }, { limit: IN_ALL }],
  },
  async ({ event, step, runId }) => {
    await step.run("work", async () => {
      await owner`insert into intervals (run, tenant, began) values (${runId}, ${event.data.tenant_id}, clock_timestamp())`;
      await new Promise((resolve) => setTimeout(resolve, 20 + 60 * Math.random()));
      await owner`update intervals set ended = clock_timestamp() where run = ${runId}`;
    });
  },
);
const sleeper = inngest.createFunction(
  {
    id: "sleeper",
    triggers: [{ event: "test/sleeper" }],
    concurrency: [{ limit: 2, scope: "env", key: '"shared"' }],
  },
  async ({ step }) => {
    await step.sleep("long", "1h");
  },
);
const passer = inngest.createFunction(
  {
    id: "passer",
    triggers: [{ event: "test/passer" }],
    concurrency: [{ limit: 2, scope: "env", key: '"shared"' }],
  },
  async ({ step }) => step.run("go", () => "through"),
);

let engines: Engine[];
beforeAll(async () => {
  await owner`create table intervals (run uuid primary key, tenant uuid not null, began timestamptz not null, ended timestamptz)`;
  const functions = [limited, sleeper, passer];
  engines = await Promise.all(
    [1, 2].map(() => startEngine({ client: inngest, functions, slots: 6, backoffMs: 200 })),
  );
});
afterAll(async () => {
  await Promise.all(engines.map((e) => e.stop()));
  await owner.end();
  await closePools();
});

it("never has more runs of a tenant, or in all, than the function allows, and uses what it allows", async () => {
  const tenants = Array.from({ length: 4 }, () => randomUUID());
  // One tenant asks for far more than the others, and first.
  const order = [
    ...Array.from({ length: 40 }, () => tenants[0]),
    ...Array.from({ length: 45 }, (_, i) => tenants[1 + (i % 3)]),
  ];
  for (const tenant of order) await send("test/limited", { tenant_id: tenant });
  await waitFor(
    "limited",
    (runs) => runs.length === order.length && runs.every((r) => r.status === "completed"),
    60_000,
  );

  // At the moment each run began, how many were under way, that one included.
  const [worst] = await owner<{ tenant: number; all: number; runs: number; open: number }[]>`
    select max(mine)::int as tenant, max(everybodys)::int as all, count(*)::int as runs, (select count(*)::int from intervals where ended is null) as open from (
      select count(*) filter (where b.tenant = a.tenant) as mine, count(*) as everybodys
      from intervals a join intervals b on b.began <= a.began and b.ended > a.began group by a.run) at`;
  expect(worst).toEqual({ tenant: PER_TENANT, all: IN_ALL, runs: order.length, open: 0 });

  // The small tenants did not stand behind the large one's whole queue: one place in three was never its to take.
  const [passed] = await owner<{ n: number }[]>`
    select count(*)::int as n from intervals where tenant <> ${tenants[0] ?? ""} and ended < (select max(began) from intervals where tenant = ${tenants[0] ?? ""})`;
  expect(passed?.n).toBeGreaterThanOrEqual(10);
}, 90_000);

it("lets other runs through while more runs sleep than there are slots and places", async () => {
  for (let i = 0; i < 20; i++) await send("test/sleeper");
  await waitFor(
    "sleeper",
    (runs) => runs.length === 20 && runs.every((r) => r.status === "sleeping"),
    30_000,
  );
  await send("test/passer");
  const [run] = await waitFor("passer", (runs) => runs[0]?.status === "completed");
  expect(run?.output).toBe("through");
});
