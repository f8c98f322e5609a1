import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { files } from "#lib/billing/test/invoice-case.ts";
import { addPlanVersions, invoicesOf } from "#lib/billing/test/invoices.ts";
import { gib, makeScenario, recordAll, type Scenario } from "#lib/billing/test/scenario.ts";
import { operatorChangeTenant } from "#lib/tenancy/operator-change-tenant.ts";

beforeAll(() =>
  addPlanVersions(
    PLAN_IDS.map((id) => ({
      id,
      currency: "SEK",
      from: "2020-01-01",
      price: "10",
      file: "1",
      gib: "1",
      calls: "1",
    })),
  ),
);
afterAll(closePools);

async function slugOf(id: string): Promise<string> {
  const [row] = await withSystem((tx) =>
    tx.execute<{ slug: string }>(sql`select slug from tenants where id = ${id}`),
  );
  return row?.slug ?? "";
}

/** A tenant with its final invoice for October 2025, whose grace of 90 days ends on 30 January 2026. */
async function billed(scenario: Scenario): Promise<(on: string) => Promise<unknown>> {
  const id = await makeScenario(scenario);
  expect((await invoiceBatch([id], { month: "2025-10-01", finalise: true })).created).toBe(1);
  const slug = await slugOf(id);
  return (on) => operatorChangeTenant(slug, { currency: "SEK" }, new Date(on));
}

it("is refused while the run of a month may still correct an invoice, with the day it is free", async () => {
  const change = await billed({ plans: [["2023-01-01", "pro"]] });
  await expect(change("2026-02-01T23:59:59Z")).rejects.toMatchObject({
    code: "currency_in_use",
    status: 409,
    message: expect.stringContaining("Change the currency from 2026-02-02 on."),
  });
  expect(await change("2026-02-02T00:00:01Z")).toMatchObject({ currency: "SEK" });
  // The same again is no change.
  expect(await change("2026-02-02T00:00:01Z")).toMatchObject({ currency: "SEK" });
});

it("is not held by free months that came to nothing, but by one with charges", async () => {
  const plans: Scenario["plans"] = [["2023-01-01", "free"]];
  const nothing = await billed({ plans });
  expect(await nothing("2025-11-05T00:00:00Z")).toMatchObject({ currency: "SEK" });
  const charged = await billed({ plans, usage: files(101) });
  await expect(charged("2025-11-05T00:00:00Z")).rejects.toMatchObject({ code: "currency_in_use" });
});

it("is refused while credit is carried to the next invoice, which has no rate", async () => {
  const id = await makeScenario({
    plans: [
      ["2023-01-01", "pro"],
      ["2025-08-01", "free"],
    ],
    usage: [["storage_delta", gib(120), "2025-06-10"]],
  });
  await invoiceBatch([id], { month: "2025-07-01", finalise: true });
  await recordAll(id, [["storage_delta", -gib(120), "2025-06-30"]]);
  for (const month of ["2025-08-01", "2025-09-01"]) await invoiceBatch([id], { month, finalise: true });
  const slug = await slugOf(id);
  await expect(
    operatorChangeTenant(slug, { currency: "SEK" }, new Date("2026-03-05T00:00:00Z")),
  ).rejects.toMatchObject({
    code: "credit_carried",
    status: 409,
    message: expect.stringContaining("200.00 USD of credit"),
  });
});

it("ends discounts of an amount, which is of the old currency; percentages go on", async () => {
  const id = await makeScenario({
    plans: [
      ["2023-01-01", "free"],
      ["2025-11-01", "pro"],
    ],
    discounts: [
      { minor: 500, first: "2025-09" },
      { minor: 300, first: "2025-11", last: "2025-12" },
      { minor: 200, first: "2025-08", last: "2025-10" },
      { percent: "0.5", first: "2025-09" },
    ],
  });
  await invoiceBatch([id], { month: "2025-10-01", finalise: true });
  const slug = await slugOf(id);
  await operatorChangeTenant(slug, { currency: "SEK" }, new Date("2025-11-05T00:00:00Z"));
  await invoiceBatch([id], { month: "2025-11-01", finalise: true });
  const november = (await invoicesOf(id)).find((i) => i.billing_period_start === "2025-11-01");
  // 10.00 of the plan, half off; neither 5.00 nor 3.00.
  expect(november).toMatchObject({ currency: "SEK", discount: { amount: "5.00" } });
  expect(november?.line_items.filter((l) => l.kind === "discount")).toHaveLength(1);
  const left = await withSystem((tx) =>
    tx.execute<{ code: string; last_period: string | null }>(
      sql`select code, last_period::text from tenant_discounts where tenant_id = ${id} order by code`,
    ),
  );
  expect([...left]).toEqual([
    { code: "CODE1", last_period: "2025-10-01" },
    { code: "CODE3", last_period: "2025-10-01" },
    { code: "CODE4", last_period: null },
  ]);
  const noted = await withSystem((tx) =>
    tx.execute<{ code: string }>(
      sql`select target_id as code from audit_logs where tenant_id = ${id} and action = 'discount.ended' order by 1`,
    ),
  );
  expect(noted.map(({ code }) => code)).toEqual(["CODE1", "CODE2"]);
});
