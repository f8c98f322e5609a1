import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { double } from "./test/double.ts";
import { apply, post, stripe } from "./test/events.ts";

afterAll(async () => {
  await double.close();
  await closePools();
});

describe("a checkout that completes", () => {
  async function checkout(tenantId: string, plan: string, card: string) {
    const customer = await ensureCustomer(stripe, tenantId);
    const from = double.books.events.length;
    const session = await stripe.checkout.sessions.create({
      mode: "setup",
      allowed_payment_method_types: ["card"],
      customer,
      client_reference_id: tenantId,
      metadata: { tenant_id: tenantId, plan },
      success_url: "http://localhost/settings/billing",
    });
    await fetch(session.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ card }),
      redirect: "manual",
    });
    const done = double.books.events.slice(from).find(({ type }) => type === "checkout.session.completed");
    if (!done) throw new Error("It did not complete");
    return { done, customer };
  }
  const account = async (tenantId: string) =>
    (
      await withSystem((tx) =>
        tx
          .select({
            brand: billingAccounts.cardBrand,
            last4: billingAccounts.cardLast4,
            plan: tenants.subscriptionTier,
          })
          .from(billingAccounts)
          .innerJoin(tenants, eq(tenants.id, billingAccounts.tenantId))
          .where(eq(tenants.id, tenantId)),
      )
    )[0];

  it("puts the card on file, here and there, and begins the plan; again it changes nothing", async () => {
    const { id } = await makeTenant();
    const { done, customer } = await checkout(id, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, id)).toBe("applied");
    expect(await apply(done, id)).toBe("applied");
    expect(await account(id)).toEqual({ brand: "visa", last4: "4242", plan: "pro" });
    const settings = double.books.customers.get(customer)?.invoice_settings;
    expect(double.books.cards.get(String(settings?.default_payment_method))?.card?.last4).toBe("4242");
  });

  it("of two, the one that was opened last counts, in either order", async () => {
    for (const order of ["forward", "backward"]) {
      const { id } = await makeTenant();
      const first = await checkout(id, "pro", "4000 0000 0000 1111");
      // A second is Stripe's finest time: the first one was opened long before.
      first.done.data.object = { ...first.done.data.object, created: 1 };
      const second = await checkout(id, "enterprise", "4000 0000 0000 2222");
      for (const { done } of [first, second]) await post(done);
      const told = order === "forward" ? [first, second] : [second, first];
      for (const { done } of told) await apply(done, id);
      expect(await account(id)).toEqual({ brand: "visa", last4: "2222", plan: "enterprise" });
    }
  });

  it("keeps the card where the plan is refused", async () => {
    const { id } = await makeTenant({ plan: "pro" });
    const { done } = await checkout(id, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, id)).toMatch(/^applied: card saved; the plan stays/);
    expect(await account(id)).toEqual({ brand: "visa", last4: "4242", plan: "pro" });
  });

  it("and then another card on the portal, or none: the account shows the one that is charged", async () => {
    const { id } = await makeTenant();
    const first = await checkout(id, "pro", "4242 4242 4242 4242");
    const { url } = await stripe.billingPortal.sessions.create({ customer: first.customer });
    const change = async (form: Record<string, string>) => {
      const from = double.books.events.length;
      await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
      const event = double.books.events.slice(from).find(({ type }) => type === "customer.updated");
      if (!event) throw new Error("Nothing changed");
      await post(event);
      return event;
    };
    await post(first.done);
    await apply(first.done, id);
    const second = await change({ card: "4000 0000 0000 1111" });
    const third = await change({ card: "4000 0000 0000 2222" });
    for (const event of [third, second]) expect(await apply(event, id)).toBe("applied");
    expect(await account(id)).toMatchObject({ brand: "visa", last4: "2222" });
    expect(await apply(await change({ remove: "" }), id)).toBe("applied");
    expect(await account(id)).toMatchObject({ brand: null, last4: null, plan: "pro" });
  });

  it("of another tenant's customer does nothing", async () => {
    const [{ id: mine }, { id: theirs }] = [await makeTenant(), await makeTenant()];
    const { done } = await checkout(theirs, "pro", "4242 4242 4242 4242");
    await post(done);
    expect(await apply(done, mine)).toBe("refused: another organisation's checkout");
    expect(await account(mine)).toMatchObject({ last4: null, plan: "free" });
  });
});
