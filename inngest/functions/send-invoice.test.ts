import { double } from "#lib/billing/stripe/test/double.ts";
import "#lib/jobs/test/own-database.ts";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST } from "#app/api/webhooks/stripe/route.ts";
import { closePools } from "#db/client.ts";
import { stripeEvents } from "#db/schema/billing.ts";
import { caughtMails } from "#db/schema/mail.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { invoiceNow, makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { requireStripe } from "#lib/billing/stripe/client.ts";
import { saveCard, type TestCard } from "#lib/billing/stripe/test/backends.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { emit } from "#lib/jobs/outbox.ts";
import { processStripeEvent } from "./process-stripe-event.ts";
import { mailInvoiceNotice, sendInvoice, settleInvoice } from "./send-invoice.ts";

let engine: Engine;
beforeAll(async () => {
  const functions = [sendInvoice, settleInvoice, mailInvoiceNotice, processStripeEvent];
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 2, backoffMs: 100 });
  // Stripe's webhooks arrive at our route.
  double.books.onEvent = (event) => {
    const { body, signature } = double.signed(event);
    const headers = { "stripe-signature": signature };
    void POST(new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body }));
  };
});
afterAll(async () => {
  await engine.stop();
  await double.close();
  await closePools();
});

async function finalInvoice({ card }: { card?: TestCard } = {}) {
  const tenant = await makeTenant({ plan: "pro" });
  const admin = await makeMember(tenant.id, "admin");
  const { id } = await makeFinalInvoice(tenant.id);
  if (card) await saveCard(requireStripe(), tenant.id, card);
  await withSystem((tx) =>
    emit(tx, { name: "invoice/finalised", data: { tenant_id: tenant.id, invoice_id: id } }),
  );
  return { id, admin, tenantId: tenant.id };
}

it("a final invoice is sent over an outage of Stripe's, mailed, paid by card, and known to be paid", async () => {
  double.faults.add("POST /v1/invoices", "429");
  double.faults.add("POST /v1/invoices/{id}/finalize", "500_after");
  const { id, admin } = await finalInvoice();
  await until(async () => (await invoiceNow(id)).status === "sent");
  const { paymentUrl } = await invoiceNow(id);
  await until(async () => (await mailsTo(admin.email)).length === 1);
  expect((await mailsTo(admin.email))[0]?.text).toContain(paymentUrl);
  await fetch(paymentUrl ?? "", {
    method: "POST",
    body: new URLSearchParams({ card: "4242 4242 4242 4242" }),
  });
  await until(async () => (await invoiceNow(id)).status === "paid");
  expect((await invoiceNow(id)).payments).toMatchObject([{ method: "card", amountMinor: 11_055 }]);
  await until(async () => (await unprocessed()) === 0);
}, 60_000);

it("one that is paid by bank is closed at Stripe", async () => {
  const { id } = await finalInvoice();
  await until(async () => (await invoiceNow(id)).status === "sent");
  const { stripeInvoiceId } = await invoiceNow(id);
  await recordPayment(id, { amount: "110.55", reference: "bank" });
  await until(async () => double.books.invoices.get(stripeInvoiceId ?? "")?.status === "paid");
  await until(async () => (await unprocessed()) === 0);
  expect((await invoiceNow(id)).payments).toMatchObject([{ method: "manual" }]);
}, 60_000);

it("a card on file that is declined is told by mail, and a part by bank leaves the rest to pay", async () => {
  const { id, admin, tenantId } = await finalInvoice({ card: "pm_card_chargeCustomerFail" });
  await until(async () =>
    (await mailsTo(admin.email)).some(({ subject }) => subject.includes("was declined")),
  );
  const mail = (await mailsTo(admin.email)).find(({ subject }) => subject.includes("was declined"));
  expect(mail?.text).toContain((await invoiceNow(id)).paymentUrl);
  await recordPayment(id, { amount: "40.00", reference: "bank" });
  await saveCard(requireStripe(), tenantId, "pm_card_visa");
  await requireStripe().invoices.pay((await invoiceNow(id)).stripeInvoiceId ?? "");
  await until(async () => (await invoiceNow(id)).status === "paid");
  const { payments } = await invoiceNow(id);
  expect(payments.map(({ method, amountMinor }) => [method, amountMinor]).sort()).toEqual([
    ["card", 7055],
    ["manual", 4000],
  ]);
  await until(async () => (await unprocessed()) === 0);
  expect((await mailsTo(admin.email)).filter(({ subject }) => subject.includes("was declined"))).toHaveLength(
    1,
  );
}, 60_000);

const mailsTo = (recipient: string) =>
  withSystem((tx) => tx.select().from(caughtMails).where(eq(caughtMails.recipient, recipient)));

async function unprocessed(): Promise<number> {
  const rows = await withSystem((tx) => tx.select().from(stripeEvents));
  return rows.filter(({ processedAt }) => processedAt === null).length;
}

async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not come to hold in time");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
