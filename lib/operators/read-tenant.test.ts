import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { DELETE as endCoupon } from "#app/api/admin/coupons/[code]/route.ts";
import { POST as createCoupon } from "#app/api/admin/coupons/route.ts";
import { POST as creditInvoice } from "#app/api/admin/invoices/[id]/credit-notes/route.ts";
import { GET as getTenant, PATCH as patchTenant } from "#app/api/admin/tenants/[slug]/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { redeemCoupon } from "#lib/billing/plans/coupons.ts";
import { makeScenario } from "#lib/billing/test/scenario.ts";
import { call } from "#lib/http/testing/call.ts";
import { listTenants } from "#lib/operators/list-tenants.ts";
import { readOperatorTenant } from "#lib/operators/read-tenant.ts";
import { headers, read } from "#lib/operators/test/as-operator.ts";
import { closedSlug } from "#lib/tenancy/closed.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

const today = new Date().toISOString().slice(0, 10);

async function organisation(): Promise<{ id: string; slug: string }> {
  const id = await makeScenario({
    plans: [["2023-01-01", "pro"]],
    account: { taxId: "DE123456789" },
    usage: [
      ["file_processed", 12, today],
      ["api_call", 3400, today],
    ],
  });
  const [row] = await withSystem((tx) =>
    tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.id, id)),
  );
  return { id, slug: row?.slug ?? "" };
}

const one = (slug: string) => read(getTenant, { params: { slug } });
const patch = (slug: string, body: unknown) =>
  call(patchTenant, "PATCH", { headers, params: { slug }, body });
const operatorRows = (id: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.tenantId, id), eq(auditLogs.actor, "operator")))
      .orderBy(auditLogs.createdAt),
  );

it("shows terms, the month so far with its projection, discounts and plans of one organisation", async () => {
  const { id, slug } = await organisation();
  const code = `OPS-${randomUUID().slice(0, 8).toUpperCase()}`;
  const created = await call(createCoupon, "POST", {
    headers,
    body: { code, percent_off: "50", months: 3 },
  });
  expect(created.status).toBe(201);
  await redeemCoupon(await systemCtx(id), { code });
  // Whoever has redeemed it keeps it.
  expect((await call(endCoupon, "DELETE", { headers, params: { code } })).status).toBe(204);

  const answer = await one(slug);
  expect(answer).toMatchObject({
    tenant_id: id,
    slug,
    plan: "pro",
    domain: null,
    account: { currency: "USD", tax_percent: "10", card: null },
    plan_state: { plan: "pro", waiting: null, trial_ends_at: null },
    plan_history: [{ plan: "pro", requested_by: "test" }],
    discounts: [{ code, percent_off: "50" }],
    month: { usage: { files: { used: 12, limit: 1000 }, api_calls: { used: 3400, quota: 1_000_000 } } },
    projection: { base_price: { amount: "99.00", currency: "USD" } },
  });
  // Early in a month, a dozen files in hours are more than is included by its end.
  const { usage_charges: charged, discount } = answer.projection;
  expect(Math.abs(Number(discount.amount) - (99 + Number(charged.amount)) / 2)).toBeLessThanOrEqual(0.01);
  expect(answer.changes.map((change: { action: string }) => change.action)).toContain("coupon.redeemed");
});

it("is not there for those who are no operators, nor when it is unknown or deleted", async () => {
  const { id, slug } = await organisation();
  expect((await call(getTenant, "GET", { params: { slug } })).status).toBe(404);
  await expect(readOperatorTenant("nobody-here")).rejects.toMatchObject({ code: "tenant_not_found" });
  await withSystem((tx) =>
    tx
      .update(tenants)
      .set({ slug: closedSlug(id), isActive: false })
      .where(eq(tenants.id, id)),
  );
  await expect(readOperatorTenant(closedSlug(id))).rejects.toMatchObject({ code: "tenant_not_found" });
  expect(await listTenants({ q: id, limit: 50 })).toMatchObject({ items: [], total: 0 });
});

it("keeps one audit row of each change of an operator's, with what was before", async () => {
  const { id, slug } = await organisation();
  const ends = new Date(Date.now() + 40 * 86_400_000).toISOString();
  await withSystem((tx) =>
    tx.update(billingAccounts).set({ taxId: "DE123456789" }).where(eq(billingAccounts.tenantId, id)),
  );
  const changes = [
    { tax_rate: "0.19", reverse_charge: true },
    { api_quota: 4242, storage_quota: 7 },
    { trial_ends_at: ends },
    { suspended: true },
    { suspended: false },
    { plan: "enterprise" },
  ];
  for (const body of changes) expect((await patch(slug, body)).status).toBe(200);
  expect((await patch(slug, { currency: "XTS" })).status).toBe(409);
  const rows = await operatorRows(id);
  expect(rows.map(({ action, before, after }) => [action, before, after])).toEqual([
    [
      "tenant.changed",
      { tax_rate: "0.10", reverse_charge: false },
      { tax_rate: "0.19", reverse_charge: true },
    ],
    [
      "tenant.changed",
      { api_quota: 1_000_000, storage_quota: 1000 * 2 ** 30 },
      { api_quota: 4242, storage_quota: 7 },
    ],
    ["tenant.changed", { trial_ends_at: null }, { trial_ends_at: ends }],
    ["tenant.changed", { suspended: false }, { suspended: true }],
    ["tenant.changed", { suspended: true }, { suspended: false }],
    [
      "plan.changed",
      expect.objectContaining({ plan: "pro" }),
      expect.objectContaining({ plan: "enterprise" }),
    ],
  ]);
  const { changes: shown } = await one(slug);
  const operators = shown.filter((change: { by: string }) => change.by === "operator");
  expect(operators.map((change: { id: string }) => change.id)).toEqual(rows.map((row) => row.id).reverse());
  expect(operators[0]).toMatchObject({ by: "operator", action: "plan.changed" });
});

it("names the operator behind a credit note", async () => {
  const { id, slug } = await organisation();
  const invoice = await makeFinalInvoice(id);
  expect(Number((await one(slug)).revenue_12_months.amount)).toBeGreaterThan(0);
  const credited = await call(creditInvoice, "POST", {
    headers,
    params: { id: invoice.id },
    body: { lines: "all", reason: "billed twice" },
  });
  expect(credited.status).toBe(201);
  expect((await operatorRows(id)).map((row) => row.action)).toEqual(["invoice.credited"]);
  const answer = await one(slug);
  expect(answer.changes[0]).toMatchObject({ by: "operator", action: "invoice.credited" });
  // Invoiced and wholly credited again.
  expect(answer.revenue_12_months).toEqual({ amount: "0.00", currency: "USD" });
});

it("writes nothing of a change that is refused half-way", async () => {
  const { id, slug } = await organisation();
  // The plan is changed first, then the trial is refused: both are taken back.
  const refused = await patch(slug, { plan: "enterprise", trial_ends_at: "2020-01-01T00:00:00Z" });
  expect(refused.status).toBe(409);
  expect(await operatorRows(id)).toEqual([]);
  const [row] = await withSystem((tx) =>
    tx.execute<{ plan: string }>(sql`select subscription_tier as plan from tenants where id = ${id}`),
  );
  expect(row?.plan).toBe("pro");
});
