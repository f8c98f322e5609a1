import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getInvoiceRuns } from "#app/api/admin/invoice-runs/route.ts";
import { GET as getInvoice } from "#app/api/admin/invoices/[id]/route.ts";
import { GET as getInvoices } from "#app/api/admin/invoices/route.ts";
import { GET as getOverview } from "#app/api/admin/overview/route.ts";
import { GET as getTenants } from "#app/api/admin/tenants/route.ts";
import { POST as resolveConflict } from "#app/api/admin/usage-conflicts/[id]/resolve/route.ts";
import { GET as getConflicts } from "#app/api/admin/usage-conflicts/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { invoiceRuns } from "#db/schema/invoices.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { creditInvoice } from "#lib/billing/credit-invoice.ts";
import { generateInvoices } from "#lib/billing/generate-invoices.ts";
import { closeInvoice } from "#lib/billing/payments/close-invoice.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { makeScenario } from "#lib/billing/test/scenario.ts";
import { call } from "#lib/http/testing/call.ts";
import { change, headers, pages, read } from "#lib/operators/test/as-operator.ts";
import { importUsage } from "#lib/usage/import-events.ts";
import { addMonths, monthOf } from "#lib/usage/month.ts";

const month = monthOf(new Date());
const period = addMonths(month, -1).slice(0, 7);
const today = new Date().toISOString().slice(0, 10);
let acme: string;
let bolt: string;

beforeAll(async () => {
  acme = await makeScenario({
    plans: [["2023-01-01", "pro"]],
    usage: [
      ["file_processed", 12, today],
      ["api_call", 3400, today],
    ],
  });
  bolt = await makeScenario({
    plans: [["2023-01-01", "enterprise"]],
    account: { currency: "USD", taxRate: "0" },
    usage: [["file_processed", 30, today]],
  });
  await withSystem(async (tx) => {
    await tx
      .update(tenants)
      .set({ slug: "acme-office", name: "Acme 100% Office", storageUsed: 5000 })
      .where(eq(tenants.id, acme));
    await tx.update(tenants).set({ slug: "bolt-build", name: "Bolt" }).where(eq(tenants.id, bolt));
  });
});
afterAll(closePools);

const invoiceOf = async (tenant: string, filter = "") => {
  const { items } = await read(getInvoices, { query: `?tenant=${tenant}${filter}` });
  return items[0];
};

describe("invoices of all organisations", () => {
  it("are made by a run whose progress and failures are listed by address", async () => {
    const broken = await makeScenario({ plans: [["2023-01-01", "pro"]], account: { currency: "CHF" } });
    await withSystem((tx) => tx.update(tenants).set({ slug: "no-prices" }).where(eq(tenants.id, broken)));
    const run = await generateInvoices({ period, finalize: true });
    const list = await read(getInvoiceRuns);
    expect(list.tenants).toBe(3);
    expect(list.items[0]).toMatchObject({
      id: run.run_id,
      period,
      status: "completed",
      tenants: 3,
      created: 2,
      existing: 0,
      failed: 1,
      failures: [{ tenant: "no-prices", reason: expect.stringContaining("no prices") }],
    });
    const [hour, fresh] = [61, 1].map((minutes) => ({
      id: randomUUID(),
      period: "2025-01-01",
      tenants: 1000,
      startedAt: new Date(Date.now() - minutes * 60_000),
    }));
    if (!hour || !fresh) throw new Error("unreachable");
    await withSystem((tx) => tx.insert(invoiceRuns).values([hour, fresh]));
    const statuses = new Map(
      (await read(getInvoiceRuns)).items.map((r: { id: string; status: string }) => [r.id, r.status]),
    );
    expect([statuses.get(hour.id), statuses.get(fresh.id)]).toEqual(["interrupted", "running"]);
    await withSystem((tx) => tx.delete(invoiceRuns).where(eq(invoiceRuns.period, "2025-01-01")));
    await withSystem((tx) => tx.delete(tenants).where(eq(tenants.id, broken)));
  });

  it("are listed across organisations, by status, month and organisation, page by page", async () => {
    const all = await read(getInvoices);
    expect(all.total).toBe(2);
    expect(new Set(all.items.map((i: { tenant: { slug: string } }) => i.tenant.slug))).toEqual(
      new Set(["acme-office", "bolt-build"]),
    );
    expect(await invoiceOf("acme-office")).toMatchObject({
      tenant: { id: acme, slug: "acme-office", name: "Acme 100% Office" },
      reason: "period",
      billing_period_start: `${period}-01`,
      status: "finalised",
      total_amount: { amount: "108.90", currency: "USD" },
      paid_amount: { amount: "0.00", currency: "USD" },
      remaining: { amount: "108.90", currency: "USD" },
    });
    expect((await invoiceOf(bolt)).tenant.slug).toBe("bolt-build");
    expect((await read(getInvoices, { query: "?status=paid" })).total).toBe(0);
    expect((await read(getInvoices, { query: `?status=finalised&period=${period}` })).total).toBe(2);
    expect((await read(getInvoices, { query: "?period=2024-01" })).total).toBe(0);
    expect((await read(getInvoices, { query: "?q=olt" })).items).toMatchObject([{ tenant: { id: bolt } }]);
    expect((await read(getInvoices, { query: "?q=_" })).total).toBe(0);
    const paged = await pages(getInvoices, "?limit=1&status=finalised");
    expect(paged.map((i) => i.id)).toEqual(all.items.map((i: { id: string }) => i.id));
    for (const bad of ["?status=late", "?period=2024", "?cursor=xyz"])
      expect((await call(getInvoices, "GET", { headers, query: bad })).status, bad).toBe(400);
  });

  it("show what is owed after a payment and a credit note, and are read whole", async () => {
    const { id } = await invoiceOf(acme);
    await recordPayment(id, { amount: "50.00", reference: "bank 1" });
    await creditInvoice(id, { lines: [{ position: 1, amount: "10.00" }], reason: "goodwill" });
    expect(await invoiceOf(acme, "&status=finalised&limit=200")).toBeDefined();
    const { items } = await read(getInvoices, { query: `?tenant=${acme}` });
    const invoice = items.find((i: { id: string }) => i.id === id);
    const note = items.find((i: { corrects_id: string }) => i.corrects_id === id);
    expect(invoice).toMatchObject({ paid_amount: { amount: "50.00" }, remaining: { amount: "47.90" } });
    expect(note).toMatchObject({
      reason: "credit_note",
      total_amount: { amount: "-11.00" },
      remaining: { amount: "0.00" },
    });
    const whole = await read(getInvoice, { params: { id } });
    expect(whole.line_items[0]).toMatchObject({ kind: "base", amount: { amount: "99.00" } });
    expect(whole.timeline.map((t: { kind: string }) => t.kind)).toContain("finalised");
    const response = await call(getInvoice, "GET", { headers, params: { id: randomUUID() } });
    expect([response.status, (await response.json()).code]).toEqual([404, "invoice_not_found"]);
  });
});

describe("the overview", () => {
  it("adds up revenue before tax, what is owed and what is used, over both organisations", async () => {
    expect(await read(getOverview)).toMatchObject({
      month,
      tenants: { total: 2, active: 2, suspended: 0, by_plan: { free: 0, pro: 1, enterprise: 1 } },
      // 99 less 10 credited, and 999; finalised now, so nothing in the month before.
      revenue: [
        {
          currency: "USD",
          this_month: { amount: "1088.00", currency: "USD" },
          last_month: { amount: "0.00", currency: "USD" },
        },
      ],
      receivables: [
        {
          currency: "USD",
          open: { amount: "1046.90", currency: "USD" },
          open_invoices: 2,
          overdue: { amount: "0.00", currency: "USD" },
          overdue_invoices: 0,
        },
      ],
      usage: { storage_used: 5000, files_processed: 42, api_calls: 3400, browser_calls: 0 },
      usage_conflicts: 0,
      jobs: { workers: 0, failed_last_day: 0 },
    });
  });

  it("counts another currency apart, without its minor units, and drops what is void", async () => {
    const yen = await makeScenario({ plans: [["2023-01-01", "pro"]] });
    await withSystem(async (tx) => {
      await tx.execute(sql`insert into billing_plans (id, currency, valid_from, name, monthly_price, file_processing_limit, storage_limit,
        api_calls_limit, cost_per_extra_file, cost_per_gb_storage, cost_per_1k_api_calls, cap_factor)
        select id, 'JPY', valid_from, name, 15000, file_processing_limit, storage_limit, api_calls_limit, 75, 1500, 15, cap_factor from billing_plans where id = 'pro' and currency = 'USD'`);
      await tx.execute(
        sql`update billing_accounts set currency = 'JPY', tax_rate = 0 where tenant_id = ${yen}`,
      );
    });
    await generateInvoices({ period, tenant: yen, finalize: true });
    const { revenue } = await read(getOverview);
    expect(revenue[1]).toEqual({
      currency: "JPY",
      this_month: { amount: "15000", currency: "JPY" },
      last_month: { amount: "0", currency: "JPY" },
    });
    await closeInvoice((await invoiceOf(yen)).id, "void");
    const after = await read(getOverview);
    expect(after.revenue).toHaveLength(1);
    expect(after.receivables).toHaveLength(1);
    expect(after.tenants.total).toBe(3);
    expect((await invoiceOf(yen)).remaining).toEqual({ amount: "0", currency: "JPY" });
  });
});

describe("organisations", () => {
  it("are listed with plan, usage of this month and unpaid invoices", async () => {
    const { items, total, next } = await read(getTenants, { query: "?q=acme" });
    expect({ total, next }).toEqual({ total: 1, next: null });
    expect(items).toEqual([
      {
        tenant_id: acme,
        slug: "acme-office",
        name: "Acme 100% Office",
        plan: "pro",
        is_active: true,
        suspended_for_payment: false,
        currency: "USD",
        tax_rate: "0.10",
        reverse_charge: false,
        storage_used: 5000,
        storage_quota: expect.any(Number),
        archive_used: 0,
        archive_quota: expect.any(Number),
        api_calls: 3400,
        api_quota: expect.any(Number),
        files_processed: 12,
        files: 0,
        open_invoices: 1,
        overdue_invoices: 0,
        // 99.00 invoiced, 10.00 credited; tax is no revenue.
        revenue_12_months: { amount: "89.00", currency: "USD" },
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ]);
  });

  it("are found by any part of name or address, letter by letter, and by their state", async () => {
    const found = async (query: string) =>
      (await read(getTenants, { query })).items.map((t: { slug: string }) => t.slug);
    expect(await found("?q=OLT")).toEqual(["bolt-build"]);
    expect(await found("?q=100%25")).toEqual(["acme-office"]);
    expect(await found("?q=%25%25")).toEqual([]);
    expect(await found("?q=_")).toEqual([]);
    expect(await found("?q=nobody")).toEqual([]);
    await withSystem((tx) => tx.update(tenants).set({ isActive: false }).where(eq(tenants.id, bolt)));
    expect(await found("?state=suspended")).toEqual(["bolt-build"]);
    expect(await found("?state=active&q=office")).toEqual(["acme-office"]);
    await withSystem((tx) => tx.update(tenants).set({ isActive: true }).where(eq(tenants.id, bolt)));
  });

  it("come page by page, each once, in the order of their addresses", async () => {
    const slugs = (await pages(getTenants, "?limit=1")).map((t) => t.slug);
    expect(slugs).toHaveLength(3);
    expect(slugs.slice(0, 2)).toEqual(["acme-office", "bolt-build"]);
    expect(slugs).toEqual([...new Set(slugs)].sort());
  });
});

describe("usage conflicts", () => {
  const at = new Date(Date.now() - 60_000).toISOString();
  const event = (key: string, quantity: number) => ({
    key,
    kind: "file_processed" as const,
    quantity,
    occurred_at: at,
  });

  it("stand beside what is counted, and are settled once", async () => {
    for (const [tenant, quantity] of [
      [acme, 3],
      [bolt, 8],
    ] as const) {
      await importUsage({ tenant, events: [event("k1", quantity)] });
      await expect(importUsage({ tenant, events: [event("k1", quantity + 1)] })).rejects.toMatchObject({
        code: "usage_key_conflict",
      });
    }
    const list = await read(getConflicts);
    expect(list.total).toBe(2);
    expect(list.items.map((c: { tenant: { slug: string } }) => c.tenant.slug)).toEqual([
      "bolt-build",
      "acme-office",
    ]);
    const [, ofAcme] = list.items;
    expect(ofAcme).toMatchObject({
      key: "k1",
      refused: { kind: "file_processed", quantity: "4", occurred_at: at },
      counted: { kind: "file_processed", quantity: "3", occurred_at: at, source: "import" },
      resolved_at: null,
    });
    expect((await pages(getConflicts, "?limit=1")).map((c) => c.id)).toEqual(
      list.items.map((c: { id: string }) => c.id),
    );

    const resolve = () => change(resolveConflict, { params: { id: ofAcme.id } });
    const resolved = await (await resolve()).json();
    expect(resolved.resolved_at).toMatch(/^\d{4}-/);
    expect(await (await resolve()).json()).toEqual(resolved);
    expect((await read(getConflicts)).items.map((c: { id: string }) => c.id)).toEqual([list.items[0].id]);
    expect((await read(getConflicts, { query: "?state=resolved" })).items).toEqual([resolved]);
    expect((await read(getOverview)).usage_conflicts).toBe(1);
    const logs = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.action, "usage_conflict.resolved")),
    );
    expect(logs).toMatchObject([
      { tenantId: acme, actor: "operator", targetId: ofAcme.id, detail: { key: "k1" } },
    ]);
    expect((await change(resolveConflict, { params: { id: randomUUID() } })).status).toBe(404);
  });
});
