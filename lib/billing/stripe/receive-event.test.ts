import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { withSystem } from "#db/tenant.ts";
import { double } from "./test/double.ts";
import { kept, payByCard, post, sentInvoice, sign } from "./test/events.ts";

afterAll(async () => {
  await double.close();
  await closePools();
});

const jobsFor = (tenantId: string) =>
  withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenantId))).then((rows) =>
    rows.filter(({ name }) => name === "stripe/event.received"),
  );

describe("POST /api/webhooks/stripe", () => {
  it("keeps an event with its job in one transaction; again it changes nothing", async () => {
    const { tenant, stripeInvoiceId, events } = await sentInvoice();
    await payByCard(stripeInvoiceId);
    const paid = events().find(({ type }) => type === "invoice.paid");
    if (!paid) throw new Error("It was not paid");
    expect(await post(paid)).toBe(200);
    expect(await post(paid)).toBe(200);
    expect(await kept(paid.id)).toMatchObject({ type: "invoice.paid", processedAt: null });
    expect(await jobsFor(tenant.id)).toMatchObject([
      { data: { tenant_id: tenant.id, stripe_event_id: paid.id } },
    ]);
  });

  it("acknowledges and keeps a kind that it does not know, and one of nobody's, without a job", async () => {
    const unknown = {
      id: "evt_unknown_kind",
      type: "terminal.reader.exploded",
      data: { object: { id: "x" } },
    };
    expect(await post(unknown)).toBe(200);
    expect(await kept(unknown.id)).toMatchObject({ outcome: "kept: not a kind we act on" });
    const nobody = {
      id: "evt_nobody",
      type: "invoice.paid",
      data: { object: { id: "in_x", customer: "cus_nobody" } },
    };
    expect(await post(nobody)).toBe(200);
    expect(await kept(nobody.id)).toMatchObject({ outcome: "ignored: no organisation of ours" });
  });

  it.each([
    ["another secret", (body: string) => sign(body, { secret: "whsec_other" }).signature],
    ["six minutes ago", (body: string) => sign(body, { at: Date.now() / 1000 - 360 }).signature],
    ["other bytes", () => sign("{}").signature],
    ["nothing", () => ""],
  ])("answers 400 to a signature by %s, and keeps nothing", async (_name, signature) => {
    const event = { id: `evt_forged_${Math.random()}`, type: "invoice.paid", data: { object: {} } };
    expect(await post(event, { signature: signature(JSON.stringify(event)) })).toBe(400);
    expect(await kept(event.id)).toBeUndefined();
  });

  it("takes a signature of four minutes ago, and the very bytes rather than their meaning", async () => {
    const event = { id: `evt_old_${Math.random()}`, type: "x.y", data: { object: {} } };
    const spaced = JSON.stringify(event, null, 3);
    const { signature } = sign(spaced, { at: Date.now() / 1000 - 240 });
    expect(await post(event, { body: spaced, signature })).toBe(200);
    expect(await post(event, { body: JSON.stringify(event), signature })).toBe(400);
  });

  it("answers 500 when it fails on our side, so that Stripe sends it again", async () => {
    // The insert fails, as it would on a lost database: an event always has a type.
    const { type: _, ...untyped } = { id: "evt_untyped", type: "", data: { object: {} } };
    expect(await post(untyped)).toBe(500);
    expect(await kept(untyped.id)).toBeUndefined();
  });
});
