import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { files } from "#lib/billing/test/invoice-case.ts";
import { addPlanVersions } from "#lib/billing/test/invoices.ts";
import { makeScenario, type Scenario } from "#lib/billing/test/scenario.ts";
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

/** A tenant with its final invoice for October 2025, whose grace of 90 days ends on 30 January 2026. */
async function billed(scenario: Scenario): Promise<(on: string) => Promise<unknown>> {
  const id = await makeScenario(scenario);
  expect((await invoiceBatch([id], { month: "2025-10-01", finalise: true })).created).toBe(1);
  const [row] = await withSystem((tx) =>
    tx.execute<{ slug: string }>(sql`select slug from tenants where id = ${id}`),
  );
  return (on) => operatorChangeTenant(row?.slug ?? "", { currency: "SEK" }, new Date(on));
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
