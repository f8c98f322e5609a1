import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { POST as checkoutRoute } from "#app/api/billing/checkout/route.ts";
import { POST as portalRoute } from "#app/api/billing/portal/route.ts";
import { closePools } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { closeInvoice } from "#lib/billing/payments/close-invoice.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { sendInvoice } from "#lib/billing/payments/send-invoice.ts";
import { settleAtStripe } from "#lib/billing/payments/settle-at-stripe.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { config } from "#lib/config/index.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { applyStripeEvent } from "./apply-event.ts";
import { requireStripe } from "./client.ts";
import { double } from "./test/double.ts";

afterAll(async () => {
  await double.close();
  await closePools();
});

async function sentInvoice() {
  const tenant = await makeTenant({ plan: "pro" });
  await makeMember(tenant.id, "admin");
  const invoice = await makeFinalInvoice(tenant.id);
  await sendInvoice(invoice.id, requireStripe());
  const { stripeInvoiceId } = await invoiceNow(invoice.id);
  return { tenant, id: invoice.id, there: () => double.books.invoices.get(stripeInvoiceId ?? "") };
}

/** Applies all that was told of the tenant, as the jobs would. */
async function catchUp(tenantId: string) {
  for (const event of double.books.events) {
    if (!JSON.stringify(event).includes(tenantId)) continue;
    await withSystem((tx) =>
      tx
        .insert(stripeEvents)
        .values({ id: event.id, type: event.type, payload: { ...event } })
        .onConflictDoNothing(),
    );
    await applyStripeEvent(event.id, tenantId, { stripe: requireStripe(), changePlan: async () => {} });
  }
}

describe("what an operator records reaches Stripe", () => {
  it("a payment in full closes the invoice there, and its echo is no second payment", async () => {
    const { tenant, id, there } = await sentInvoice();
    await recordPayment(id, { amount: "110.55", reference: "bank" });
    for (let i = 0; i < 2; i++) expect(await settleAtStripe(id, requireStripe())).toBe("settled");
    expect(there()).toMatchObject({ status: "paid", amount_paid: 11_055 });
    expect(double.books.charges.size).toBe(0);
    await catchUp(tenant.id);
    expect(await invoiceNow(id)).toMatchObject({
      status: "paid",
      paidMinor: 11_055,
      payments: [{ method: "manual", amountMinor: 11_055 }],
    });
  });

  it("a part that Stripe is not told of withdraws the link, which asks for the whole", async () => {
    const { id } = await sentInvoice();
    expect((await invoiceNow(id)).paymentUrl).not.toBeNull();
    await recordPayment(id, { amount: "10.00", reference: "bank" }, new Date(), null);
    expect(await invoiceNow(id)).toMatchObject({ status: "sent", paymentUrl: null });
  });

  it("but not what the card has paid already, also before we hear of that", async () => {
    const { tenant, id, there } = await sentInvoice();
    await fetch(there()?.hosted_invoice_url ?? "", {
      method: "POST",
      body: new URLSearchParams({ card: "4242424242424242" }),
      redirect: "manual",
    });
    await expect(recordPayment(id, { amount: "110.55", reference: "bank" })).rejects.toMatchObject({
      code: "invoice_paid",
    });
    await settleAtStripe(id, requireStripe());
    await catchUp(tenant.id);
    expect(await invoiceNow(id)).toMatchObject({ status: "paid", paidMinor: 11_055 });
  });

  it.each(["void", "uncollectible"] as const)(
    "%s stands there as here, and Stripe's echo changes nothing",
    async (to) => {
      const { tenant, id, there } = await sentInvoice();
      await closeInvoice(id, to);
      expect(there()?.status).toBe(to);
      await catchUp(tenant.id);
      expect((await invoiceNow(id)).status).toBe(to);
    },
  );

  it("voiding what is being paid by card at this moment is refused", async () => {
    const { tenant, id, there } = await sentInvoice();
    await fetch(there()?.hosted_invoice_url ?? "", {
      method: "POST",
      body: new URLSearchParams({ card: "4242424242424242" }),
      redirect: "manual",
    });
    await expect(closeInvoice(id, "void")).rejects.toMatchObject({ code: "invoice_paid" });
    expect((await invoiceNow(id)).status).toBe("sent");
    await catchUp(tenant.id);
    expect((await invoiceNow(id)).status).toBe("paid");
  });

  it("a draft there is deleted when the invoice is voided before it was sent", async () => {
    const tenant = await makeTenant();
    await makeMember(tenant.id, "admin");
    const { id } = await makeFinalInvoice(tenant.id);
    double.faults.add("POST /v1/invoices/{id}/finalize", "429");
    await expect(sendInvoice(id, requireStripe())).rejects.toThrow();
    const { stripeInvoiceId } = await invoiceNow(id);
    await closeInvoice(id, "void");
    expect(double.books.invoices.has(stripeInvoiceId ?? "")).toBe(false);
    expect(await sendInvoice(id, requireStripe())).toBe("left");
  });

  it("less than a card can be charged counts as paid, as Stripe says", async () => {
    const tenant = await makeTenant();
    await makeMember(tenant.id, "admin");
    const { id } = await makeFinalInvoice(tenant.id, { lines: [10, 1] });
    await sendInvoice(id, requireStripe());
    await catchUp(tenant.id);
    const now = await invoiceNow(id);
    expect(now).toMatchObject({ status: "paid", paidMinor: 0, payments: [] });
    expect(now.events.some(({ detail }) => detail.settled_by === "customer balance at Stripe")).toBe(true);
  });
});

describe("the routes", () => {
  it("checkout and portal give admins a page of Stripe's, also while suspended; editors none", async () => {
    const tenant = await makeTenant();
    await makeMember(tenant.id, "admin");
    await withSystem((tx) => tx.update(tenants).set({ isActive: false }).where(eq(tenants.id, tenant.id)));
    const host = `${tenant.slug}.${config().rootDomain}`;
    const { headers } = await makeKey(tenant.id, "admin");
    for (const [handler, body] of [
      [checkoutRoute, { plan: "pro" }],
      [portalRoute, undefined],
    ] as const) {
      const response = await call(handler, "POST", { host, headers, body });
      expect(response.status).toBe(200);
      const { url }: { url: string } = await response.json();
      expect((await fetch(url)).status).toBe(200);
    }
    const session = [...double.books.checkouts.values()].find((one) => one.client_reference_id === tenant.id);
    expect(session).toMatchObject({ mode: "setup", metadata: { plan: "pro", tenant_id: tenant.id } });
    expect(session?.success_url).toBe(`http://${host}/settings/billing?checkout=completed`);
    const editor = await makeKey(tenant.id, "editor");
    const refused = await call(portalRoute, "POST", { host, headers: editor.headers });
    expect(await problemOf(refused)).toMatchObject({ status: 403 });
  });
});
