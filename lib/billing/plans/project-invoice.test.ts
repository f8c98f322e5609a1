import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoices } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { projectInvoice } from "#lib/billing/plans/project-invoice.ts";
import { gib, makeScenario, type Scenario } from "#lib/billing/test/scenario.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

/** The tenant's own column follows its history, as the platform keeps it. */
async function scenario(given: Scenario) {
  const id = await makeScenario(given);
  const plan = given.plans.at(-1)?.[1] ?? "free";
  await withSystem((tx) => tx.update(tenants).set({ subscriptionTier: plan }).where(eq(tenants.id, id)));
  return { id, ctx: await systemCtx(id) };
}

const LAST_INSTANT = new Date("2026-10-31T23:59:59.999Z");

it.each<[string, Scenario]>([
  ["nothing used", { plans: [["2026-01-01", "pro"]] }],
  [
    "everything beyond, discounts and tax",
    {
      plans: [["2026-01-01", "pro"]],
      usage: [
        ["file_processed", 1234, "2026-10-05"],
        ["api_call", 123_457, "2026-10-09 12:00"],
        ["storage_delta", gib(77), "2026-08-03 12:00"],
        ["storage_delta", gib(131), "2026-10-11 07:13"],
        ["storage_delta", -gib(20), "2026-10-29 19:00"],
        ["archive_delta", gib(1077), "2026-08-03 12:00"],
        ["archive_delta", gib(231), "2026-10-11 07:13"],
        ["archive_delta", -gib(20), "2026-10-29 19:00"],
        ["restore", gib(37) + 1, "2026-10-12"],
      ],
      account: { taxRate: "0.19" },
      discounts: [
        { percent: "0.125", first: "2026-10" },
        { minor: 1000, first: "2026-09", last: "2026-10" },
      ],
    },
  ],
  [
    "an upgrade, a trial and reverse charge",
    {
      plans: [
        ["2026-01-01", "free"],
        ["2026-10-13", "enterprise", "2026-10-20"],
      ],
      usage: [["file_processed", 10_003, "2026-10-30"]],
      account: { reverseCharge: true },
      discounts: [{ minor: 10 ** 9, first: "2026-10" }],
    },
  ],
])("at the month's last instant it is the invoice: %s", async (_name, given) => {
  const { id, ctx } = await scenario(given);
  const projected = await projectInvoice(ctx, LAST_INSTANT);
  await invoiceBatch([id], { month: "2026-10-01", finalise: false, named: true });
  const [invoice] = await withSystem((tx) => tx.select().from(invoices).where(eq(invoices.tenantId, id)));
  const text = (minor: number | undefined) => ((minor ?? Number.NaN) / 100).toFixed(2);
  expect(projected).toMatchObject({
    base_price: { amount: text(invoice?.baseMinor) },
    usage_charges: { amount: text(invoice?.usageMinor) },
    discount: { amount: text(invoice?.discountMinor) },
    tax_amount: { amount: text(invoice?.taxMinor) },
    total_amount: { amount: text(invoice?.totalMinor) },
  });
});

it("half-way through, files and calls are expected to double", async () => {
  const { ctx } = await scenario({
    plans: [["2026-01-01", "pro"]],
    usage: [["file_processed", 600, "2026-10-05"]],
  });
  expect(await projectInvoice(ctx, new Date("2026-10-16T12:00:00Z"))).toMatchObject({
    base_price: { amount: "99.00" },
    usage_charges: { amount: "100.00" },
    total_amount: { amount: "218.90" },
  });
});
