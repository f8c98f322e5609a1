import { createServer } from "node:http";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeStripe } from "../../lib/billing/stripe/client.ts";
import { type StripeDouble, startStripeDouble } from "./server.ts";

let double: StripeDouble;
let stripe: Stripe;
beforeAll(async () => {
  double = await startStripeDouble();
  stripe = makeStripe({ secretKey: "sk_test_double", apiBase: double.url }, { retries: 0, timeoutMs: 500 });
});
afterAll(() => double.close());

/** A call as bytes, for what the SDK would not let through. */
async function raw(path: string, form: string, headers: Record<string, string> = {}, method = "POST") {
  const response = await fetch(`${double.url}${path}`, {
    method,
    headers: {
      authorization: "Bearer sk_test_double",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    ...(method === "POST" ? { body: form } : {}),
  });
  const body: { error?: { type?: string; code?: string; param?: string; message?: string }; id?: string } =
    await response.json();
  return { status: response.status, replayed: response.headers.get("idempotent-replayed"), ...body };
}

async function draft(lines = [1000]) {
  const customer = await stripe.customers.create({ email: "a@example.test" });
  const invoice = await stripe.invoices.create({
    customer: customer.id,
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  for (const amount of lines)
    await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount, currency: "usd" });
  return { customer, invoice };
}

describe("what the double refuses, in Stripe's form", () => {
  it.each([
    ["/v1/invoices", "customer=x&amount_due=5", "parameter_unknown", "amount_due"],
    ["/v1/invoices", "customer=cus_none", "resource_missing", "customer"],
    ["/v1/invoices", "auto_advance=yes", undefined, "auto_advance"],
    ["/v1/invoices", "collection_method=by_pigeon", undefined, "collection_method"],
    ["/v1/invoices", "custom_fields[0][name]=a", "parameter_missing", "custom_fields[0][value]"],
    ["/v1/invoiceitems", "customer=x&amount=1.5", "parameter_invalid_integer", "amount"],
    ["/v1/credit_notes", "amount=5", "parameter_missing", "invoice"],
    ["/v1/customers", "metadata=x", undefined, "metadata"],
    ["/v1/customers", "name=a&name=b", undefined, "name"],
    ["/v1/checkout/sessions", "mode=setup", "parameter_missing", "currency"],
  ])("POST %s %s", async (path, form, code, param) => {
    const { status, error } = await raw(path, form);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(error).toMatchObject({ type: "invalid_request_error", param, ...(code ? { code } : {}) });
  });

  it("another key, another content type, an address that is none", async () => {
    expect((await raw("/v1/customers", "", { authorization: "Bearer sk_other" })).status).toBe(401);
    expect((await raw("/v1/customers", "{}", { "content-type": "application/json" })).status).toBe(400);
    expect((await raw("/v1/unicorns", "")).status).toBe(404);
  });

  it("illegal transitions", async () => {
    const { customer, invoice } = await draft();
    const refused = { type: "StripeInvalidRequestError" };
    await expect(stripe.invoices.sendInvoice(invoice.id)).rejects.toMatchObject(refused);
    await expect(stripe.invoices.voidInvoice(invoice.id)).rejects.toMatchObject(refused);
    await expect(stripe.invoices.pay(invoice.id)).rejects.toMatchObject(refused);
    await stripe.invoices.finalizeInvoice(invoice.id);
    await expect(stripe.invoices.finalizeInvoice(invoice.id)).rejects.toMatchObject(refused);
    await expect(stripe.invoices.del(invoice.id)).rejects.toMatchObject(refused);
    await expect(
      stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount: 1, currency: "usd" }),
    ).rejects.toMatchObject(refused);
    await stripe.invoices.pay(invoice.id, { paid_out_of_band: true });
    for (const act of ["pay", "voidInvoice", "markUncollectible", "sendInvoice"] as const)
      await expect(stripe.invoices[act](invoice.id), act).rejects.toMatchObject(refused);
  });

  it("items of another customer or currency", async () => {
    const { invoice } = await draft();
    const { customer: other } = await draft();
    const item = { invoice: invoice.id, amount: 1, currency: "usd" };
    await expect(stripe.invoiceItems.create({ ...item, customer: other.id })).rejects.toThrow(
      "another customer",
    );
    const customer = String(invoice.customer);
    await expect(stripe.invoiceItems.create({ ...item, customer, currency: "eur" })).rejects.toThrow(
      "currency",
    );
  });
});

describe("idempotency keys", () => {
  it("the same call again is the same answer; with other parameters it is refused", async () => {
    const key = { "idempotency-key": `k-${Math.random()}` };
    const first = await raw("/v1/customers", "name=a", key);
    const again = await raw("/v1/customers", "name=a", key);
    expect(again).toMatchObject({ status: 200, id: first.id, replayed: "true" });
    expect(await raw("/v1/customers", "name=b", key)).toMatchObject({
      status: 400,
      error: { type: "idempotency_error" },
    });
  });

  it("what was refused for its parameters is not kept; a failure of theirs is", async () => {
    const key = { "idempotency-key": `k-${Math.random()}` };
    expect((await raw("/v1/customers", "nome=a", key)).status).toBe(400);
    expect((await raw("/v1/customers", "name=a", key)).status).toBe(200);
    const other = { "idempotency-key": `k-${Math.random()}` };
    double.faults.add("POST /v1/customers", "500_before");
    for (const replayed of [null, "true"])
      expect(await raw("/v1/customers", "name=a", other)).toMatchObject({ status: 500, replayed });
  });
});

describe("faults", () => {
  it.each([
    ["lost_before", 0],
    ["lost_after", 1],
    ["slow_before", 0],
    ["slow_after", 1],
    ["500_before", 0],
    ["500_after", 1],
    ["402", 0],
    ["429", 0],
  ] as const)("%s does its work %i times", async (fault, times) => {
    const before = double.books.customers.size;
    double.faults.add("POST /v1/customers", fault, { times: fault.startsWith("lost") ? 2 : 1 });
    await expect(stripe.customers.create({}, { idempotencyKey: `f-${fault}` })).rejects.toThrow();
    expect(double.books.customers.size - before).toBe(times);
  });
});

describe("webhooks", () => {
  it("are posted as Stripe signs them, until they are acknowledged", async () => {
    const received: { body: string; signature: string }[] = [];
    const target = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      received.push({ body, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(received.length === 1 ? 500 : 200).end();
    });
    await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
    const address = target.address();
    const port = typeof address === "object" ? address?.port : 0;
    const own = await startStripeDouble({ webhookUrl: `http://127.0.0.1:${port}/` });
    await makeStripe({ secretKey: "sk_test_double", apiBase: own.url }).customers.create({});
    while (received.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await own.close();
    target.close();
    const [first, second] = received.map(({ body, signature }) =>
      stripe.webhooks.constructEvent(body, signature, "whsec_double"),
    );
    expect(first?.type).toBe("customer.created");
    expect(second?.id).toBe(first?.id);
  });
});
