import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as generate } from "#app/api/admin/generate-invoices/route.ts";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { creditInvoice } from "./credit-invoice.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import { ListInvoices, listInvoices } from "./list-invoices.ts";
import { readInvoice } from "./read-invoice.ts";
import { makeScenario } from "./test/scenario.ts";
import { InvoiceDetail } from "./views.ts";

let ctx: Ctx;
beforeAll(async () => {
  const tenant = await makeScenario({
    plans: [["2023-01-01", "pro"]],
    usage: [["api_call", 101_000, "2025-01-10"]],
  });
  ctx = await systemCtx(tenant);
  for (const month of ["2025-01-01", "2025-02-01", "2025-03-01"])
    await invoiceBatch([tenant], { month, finalise: true });
  await invoiceBatch([tenant], { month: "2025-04-01", finalise: false });
});
afterAll(closePools);

const page = (query: string) =>
  listInvoices(ctx, ListInvoices.parse(Object.fromEntries(new URL(query, "http://x").searchParams)));

describe("the list of invoices", () => {
  it("shows them newest first with their lines, page by page, each once", async () => {
    const starts: string[] = [];
    let pages = 0;
    for (let next: string | null = "/api/invoices?limit=3"; next; pages++) {
      const { items, total, next: after }: Awaited<ReturnType<typeof page>> = await page(next);
      expect(total).toBe(4);
      starts.push(...items.map((item) => item.billing_period_start));
      expect(items.every((item) => item.line_items.length > 0)).toBe(true);
      next = after;
    }
    expect(pages).toBe(2);
    expect(starts).toEqual(["2025-04-01", "2025-03-01", "2025-02-01", "2025-01-01"]);
    expect((await page("/api/invoices?skip=3")).items.map((i) => i.billing_period_start)).toEqual([
      "2025-01-01",
    ]);
  });

  it("is empty for an organisation without invoices, and holds nobody else's", async () => {
    const other = await systemCtx((await makeTenant()).id);
    expect(await listInvoices(other, ListInvoices.parse({}))).toEqual({ items: [], total: 0, next: null });
    const [mine] = (await page("/api/invoices")).items;
    await expect(readInvoice(other, mine?.id ?? "")).rejects.toMatchObject({ code: "invoice_not_found" });
  });

  it("refuses whoever is no admin, and a cursor that no list gave", async () => {
    const viewer: Ctx = { ...ctx, principal: { kind: "api_key", keyId: "k", role: "editor" } };
    await expect(listInvoices(viewer, ListInvoices.parse({}))).rejects.toMatchObject({
      code: "role_required",
    });
    await expect(page("/api/invoices?cursor=x")).rejects.toMatchObject({ code: "cursor_invalid" });
  });
});

describe("one invoice", () => {
  it("shows amounts as decimal texts, parties, links and what happened to it", async () => {
    const { items } = await page("/api/invoices");
    const january = items.find((item) => item.billing_period_start === "2025-01-01");
    const shown = await readInvoice(ctx, january?.id ?? "");
    expect(InvoiceDetail.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({
      number: `${ctx.tenant.id.slice(0, 8).toUpperCase()}-0001`,
      reason: "period",
      currency: "USD",
      billing_period_end: "2025-01-31",
      base_price: { amount: "99.00", currency: "USD" },
      usage_charges: { amount: "0.10", currency: "USD" },
      discount: { amount: "0.00", currency: "USD" },
      tax_amount: { amount: "9.91", currency: "USD" },
      total_amount: { amount: "109.01", currency: "USD" },
      status: "finalised",
      pdf_url: `/api/invoices/${shown.id}/pdf`,
      payment_url: null,
      seller: { name: "Construction AI" },
      buyer: { name: ctx.tenant.name },
    });
    expect(shown.notes).toMatch(
      /^Professional for January 2025, billed in arrears. Included: 1,000 files, 100 GiB of storage on average, 100,000 API calls, 1024 GiB of archive on average.\n/,
    );
    expect(shown.line_items[1]).toMatchObject({
      quantity: "1",
      unit: "1 000 calls",
      unit_price: "0.10",
      usage_query: { kind: "api_call", from: "2025-01-01", to: "2025-01-31" },
    });
    await creditInvoice(shown.id, { lines: [{ position: 2 }], reason: "goodwill" });
    expect((await readInvoice(ctx, shown.id)).timeline.map((entry) => entry.kind)).toEqual([
      "created",
      "finalised",
      "note",
    ]);
  });
});

describe("POST /api/admin/generate-invoices", () => {
  const post = (body: unknown) =>
    generate(
      new Request(`http://${config().rootDomain}/api/admin/generate-invoices`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${config().operatorToken}`,
          "content-type": "application/json",
          host: config().rootDomain,
        },
        body: JSON.stringify(body),
      }),
    );

  it("runs for one tenant and one month, and says what it did", async () => {
    const tenant = ctx.tenant.slug;
    const first = await post({ period: "2025-05", tenant });
    expect(first.status).toBe(200);
    expect(await first.json()).toMatchObject({
      period: "2025-05",
      created: 1,
      existing: 0,
      failed: 0,
      failures: [],
    });
    expect(await (await post({ period: "2025-05", tenant })).json()).toMatchObject({
      created: 0,
      existing: 1,
      failed: 0,
    });
  });

  it.each([
    [{ period: "2025-13" }, 400, "period_invalid"],
    [{ period: new Date().toISOString().slice(0, 7) }, 409, "period_not_over"],
    [{ period: "2025-05", tenant: "nobody-has-this-name" }, 404, "tenant_not_found"],
  ])("answers %j with %i %s", async (body, status, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });
});
