import "#lib/jobs/test/own-database.ts";

import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoiceRuns, invoices } from "#db/schema/invoices.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { billingPeriod } from "#lib/billing/billing-period.ts";
import { makeScenario } from "#lib/billing/test/scenario.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { runsOf, send, waitFor } from "#lib/jobs/test/runs.ts";
import { generateInvoiceBatch } from "./generate-invoice-batch.ts";
import { monthlyInvoices } from "./monthly-invoices.ts";

/** Stands for the clock: a schedule cannot be told to fire. */
const clock = inngest.createFunction(
  { id: "clock", retries: 0, triggers: [{ event: "test/first-of-month" }] },
  ({ step }) => step.invoke("fire", { function: monthlyInvoices, data: {} }),
);
const TENANTS = 2100;
const month = billingPeriod(undefined);

let engine: Engine;
beforeAll(async () => {
  await makeScenario({ plans: [["2023-01-01", "pro"]] });
  await withSystem((tx) =>
    tx.execute(sql`insert into tenants (name, slug, subscription_tier, storage_quota, api_quota, created_at)
      select 'Many ' || i, 'many-' || i, 'pro', 0, 0, '2023-01-01' from generate_series(2, ${TENANTS}::integer) i`),
  );
  engine = await startEngine({
    client: inngest,
    schedules: false,
    functions: [clock, monthlyInvoices, generateInvoiceBatch],
    slots: 4,
    backoffMs: 200,
  });
});
afterAll(async () => {
  await engine.stop();
  await closePools();
});

it("invoices the month before to every tenant in three batches, announces each, and the second run makes none", async () => {
  for (const times of [1, 2]) {
    await send("test/first-of-month");
    await waitFor("clock", (all) => all.filter((run) => run.status === "completed").length === times, 60_000);
  }
  expect((await runsOf("clock")).map((run) => run.output)).toEqual([
    { month, created: TENANTS, existing: 0, failed: 0 },
    { month, created: 0, existing: TENANTS, failed: 0 },
  ]);

  const made = await withSystem((tx) =>
    tx
      .select({ tenantId: invoices.tenantId, number: invoices.number, start: invoices.billingPeriodStart })
      .from(invoices)
      .innerJoin(tenants, eq(tenants.id, invoices.tenantId)),
  );
  expect(new Set(made.map((invoice) => invoice.tenantId)).size).toBe(TENANTS);
  expect(made).toHaveLength(TENANTS);
  expect(
    made.every((i) => i.start === month && i.number === `${i.tenantId.slice(0, 8).toUpperCase()}-0001`),
  ).toBe(true);
  const announced = await withSystem((tx) =>
    tx.select().from(outbox).where(eq(outbox.name, "invoice/finalised")),
  );
  expect(announced).toHaveLength(TENANTS);

  const runs = await withSystem((tx) => tx.select().from(invoiceRuns).orderBy(invoiceRuns.startedAt));
  expect(
    runs.map(({ status, tenants: count, created, existing }) => [status, count, created, existing]),
  ).toEqual([
    ["completed", TENANTS, TENANTS, 0],
    ["completed", TENANTS, 0, TENANTS],
  ]);
}, 120_000);
