import "#lib/jobs/test/own-database.ts";

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { openRun } from "./invoice-run.ts";
import { invoiceWithMissed, missedMonths } from "./missed-months.ts";
import { addPlanVersions, invoicesOf } from "./test/invoices.ts";
import { makeScenario, recordAll, type Scenario } from "./test/scenario.ts";

const PRO: Scenario["plans"] = [["2023-01-01", "pro"]];
// 90 days before 1 November are 3 August: August, September and October can be made up.
const MONTH = "2025-11-01";

const periodsOf = async (tenantId: string) =>
  (await invoicesOf(tenantId)).map((i) => `${i.billing_period_start.slice(0, 7)} ${i.subtotal.amount}`);
const bill = (tenantId: string, period: string) =>
  invoiceBatch([tenantId], { month: `${period}-01`, finalise: true });

it("before the first run of all nothing is made up for a plan alone, but for usage", async () => {
  const [plan, used] = [
    await makeScenario({ plans: PRO }),
    await makeScenario({ plans: PRO, usage: [["file_processed", 1002, "2025-09-30 23:59"]] }),
  ];
  expect(await missedMonths([plan, used], MONTH)).toEqual(new Map([["2025-09-01", [used]]]));
});

it("a month that no invoice was made for is made up, oldest first, once, within the grace", async () => {
  await openRun("2025-01-01");
  const tenant = await makeScenario({ plans: PRO, usage: [["file_processed", 1002, "2025-09-03"]] });
  await bill(tenant, "2025-08");
  const runs = await Promise.all([invoiceWithMissed([tenant], MONTH), invoiceWithMissed([tenant], MONTH)]);
  expect(runs.reduce((sum, { created }) => sum + created, 0)).toBe(3);
  expect(await periodsOf(tenant)).toEqual([
    "2025-08 99.00",
    "2025-09 100.00",
    "2025-10 99.00",
    "2025-11 99.00",
  ]);
  expect((await invoicesOf(tenant)).map((i) => i.number?.slice(-4))).toEqual([
    "0001",
    "0002",
    "0003",
    "0004",
  ]);
  expect(await invoiceWithMissed([tenant], MONTH)).toMatchObject({ created: 0, existing: 1, tenants: 1 });
});

it("for a tenant whose plan has its price in the currency only after its month's nights", async () => {
  const tenant = await makeScenario({ plans: PRO, account: { currency: "NOK" } });
  for (const period of ["2025-08", "2025-09"]) expect((await bill(tenant, period)).failed).toHaveLength(1);
  const run = await invoiceWithMissed([tenant], "2025-10-01");
  expect(run.failed.map(({ reason }) => reason.slice(0, 9))).toEqual([
    "2025-07: ",
    "2025-08: ",
    "2025-09: ",
    "A plan of",
  ]);
  await addPlanVersions([
    { id: "pro", currency: "NOK", from: "2025-09-01", price: "1000", file: "5", gib: "100", calls: "1" },
  ]);
  await invoiceWithMissed([tenant], MONTH);
  expect(await periodsOf(tenant)).toEqual(["2025-09 1000.00", "2025-10 1000.00", "2025-11 1000.00"]);
});

it("for usage that was imported for a month before sign-up, whose run is past", async () => {
  const tenant = await makeScenario({ plans: [["2025-11-20", "pro"]] });
  await bill(tenant, "2025-10");
  expect(await periodsOf(tenant)).toEqual([]);
  await recordAll(tenant, [["file_processed", 1010, "2025-10-03"]]);
  await invoiceWithMissed([tenant], MONTH);
  expect(await periodsOf(tenant)).toEqual(["2025-10 104.00", "2025-11 36.30"]);
});

it("a draft is left to the operator who made it, and what is older than the grace to a manual line", async () => {
  const tenant = await makeScenario({ plans: PRO });
  for (const period of ["2025-08", "2025-09", "2025-10"])
    await invoiceBatch([tenant], { month: `${period}-01`, finalise: false });
  expect(await missedMonths([tenant], MONTH)).toEqual(new Map());
  await withSystem((tx) =>
    tx.execute(
      sql`delete from invoices where tenant_id = ${tenant} and billing_period_start <> '2025-10-01'`,
    ),
  );
  expect([...(await missedMonths([tenant], "2025-12-01")).keys()]).toEqual(["2025-09-01", "2025-11-01"]);
});

beforeAll(async () => {
  await withSystem((tx) => tx.execute(sql`delete from invoice_runs`));
});
afterAll(closePools);
