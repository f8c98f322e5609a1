import "./test/loopback.ts";
import "#lib/jobs/test/own-database.ts";

import { and, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { caughtMails } from "#db/schema/mail.ts";
import {
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { announceWebhooks, notifyWebhookStopped } from "#inngest/functions/announce-webhooks.ts";
import { startEngine } from "#lib/jobs/embedded/engine.ts";
import { announceMember } from "#lib/members/announce-member.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { attempt } from "./attempt.ts";
import { changeEndpoint } from "./change-endpoint.ts";
import { claimDue, LEASE_MS } from "./claim-due.ts";
import { startCourier } from "./courier.ts";
import { listDeliveries, readDelivery } from "./list-deliveries.ts";
import { pauseEndpoint, resumeEndpoint } from "./pause-endpoint.ts";
import { recordAttempt } from "./record-attempt.ts";
import { replayDelivery, replayFailed } from "./replay.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { MAX_ATTEMPTS } from "./schedule.ts";
import { sendTest } from "./send-test.ts";
import { KEPT_DAYS, sweepMessages } from "./sweep.ts";
import { startReceiver } from "./test/receiver.ts";
import { deliverDue, deliveriesOf, endpointNow, happens, joined, listeningTenant } from "./test/scenario.ts";

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  receiver.answers(204);
  receiver.received.length = 0;
  // What a test left pending is nobody else's.
  await withSystem((tx) => tx.delete(webhookMessages));
});
afterAll(async () => {
  await receiver.close();
  await closePools();
});

const HOUR = 3_600_000;
const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);

describe("a message", () => {
  it("arrives signed, as the specification's own library checks it, and is shown with its answer", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    receiver.answers((response) =>
      response.writeHead(201, { "x-own": "1", "set-cookie": "a=b" }).end("ta\0"),
    );
    const event = joined(ctx);
    await happens(ctx, event);
    expect(await deliverDue(new Date())).toBe(1);
    const [got] = receiver.received;
    const body = new Webhook(endpoint.secret).verify(got?.body ?? "", got?.headers ?? {});
    const {
      tenant_id: _,
      change: __,
      ...data
    } = event.name === "member/changed" ? event.data : { tenant_id: 0, change: 0 };
    expect(body).toEqual({ type: "member.joined", timestamp: expect.stringMatching(/Z$/), data });
    expect(() => new Webhook(endpoint.secret).verify(`${got?.body} `, got?.headers ?? {})).toThrow();

    const { items, next } = await listDeliveries(ctx, endpoint.id, { limit: 10 });
    expect([items.length, next]).toEqual([1, null]);
    const shown = await readDelivery(ctx, items[0]?.id ?? "");
    expect(shown).toMatchObject({
      status: "delivered",
      webhook_id: got?.headers["webhook-id"],
      request_body: got?.body,
      log: [{ number: 1, response_status: 201, response_body: "ta\uFFFD", error: null }],
    });
    expect(shown.log[0]?.response_headers).toMatchObject({ "x-own": "1" });
    const kept = JSON.stringify(shown);
    expect(kept).not.toContain("webhook-signature");
    expect(kept).not.toContain("set-cookie");
    expect(await endpointNow(endpoint.id)).toMatchObject({ failures: 0, lastSuccessAt: expect.any(Date) });
  });

  it("is written once however often its event is announced, and to those who listen for it", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url, ["member.*"]);
    const other = await listeningTenant(receiver.url, ["file.uploaded"]);
    const event = joined(ctx);
    const eventId = await happens(ctx, event);
    await Promise.all([happens(ctx, event, eventId), happens(ctx, event, eventId)]);
    await happens(other.ctx);
    expect(await deliveriesOf(endpoint.id)).toHaveLength(1);
    expect(await deliveriesOf(other.endpoint.id)).toHaveLength(0);
    expect(await withSystem((tx) => tx.select().from(webhookMessages))).toHaveLength(1);
  });

  it("is sent again under its id when a process is killed between sending and recording, and counted once", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    await happens(ctx);
    const now = new Date();
    const [killed] = await claimDue([], now);
    if (!killed) throw new Error("Nothing was due");
    const made = await attempt(killed, () => now);
    expect(await claimDue([], later(now, LEASE_MS - 1))).toEqual([]);
    expect(await deliverDue(later(now, LEASE_MS))).toBe(1);
    expect(new Set(ids())).toEqual(new Set([ids()[0]]));
    expect(ids()).toHaveLength(2);
    // The first one was only slow: what it says now counts no more.
    expect(await recordAttempt(killed, made, later(now, LEASE_MS))).toBe(false);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([{ status: "delivered", attempts: 1 }]);

    // The same where both were refused.
    receiver.answers(500);
    await happens(ctx);
    const soon = later(new Date(), 2000);
    const [slow] = await claimDue([], soon);
    if (!slow) throw new Error("Nothing was due");
    const refused = await attempt(slow, () => soon);
    expect(await recordAttempt(slow, refused, soon)).toBe(true);
    expect(await recordAttempt(slow, refused, soon)).toBe(false);
    expect((await deliveriesOf(endpoint.id))[1]).toMatchObject({ status: "pending", attempts: 1 });
    expect(await endpointNow(endpoint.id)).toMatchObject({ failures: 1 });
  });

  it("is signed by both secrets while a changed one overlaps", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    const now = later(new Date(), 2000);
    const { secret } = await rotateSecret(ctx, endpoint.id, { overlap_hours: 24 }, now);
    await happens(ctx);
    await deliverDue(now);
    const overlapping = receiver.received.at(-1);
    for (const each of [secret, endpoint.secret])
      new Webhook(each).verify(overlapping?.body ?? "", overlapping?.headers ?? {});
    // The same secret an hour after its overlap: the clock is set back, since the library knows only the present.
    await rotateSecret(ctx, endpoint.id, { overlap_hours: 1 }, later(now, -2 * HOUR));
    await happens(ctx);
    await deliverDue(now);
    const after = receiver.received.at(-1);
    expect(after?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
    expect(() => new Webhook(secret).verify(after?.body ?? "", after?.headers ?? {})).toThrow();
    await expect(sendTest(ctx, endpoint.id)).resolves.toMatchObject({ delivery_id: expect.any(String) });
  });
});

describe("a receiver that fails", () => {
  it("is tried ten times over three days under one id, then paused with a mail; resumed, it gets what waited", async () => {
    const engine = await startEngine({
      client: inngest,
      functions: [announceWebhooks, notifyWebhookStopped],
      slots: 2,
      backoffMs: 100,
    });
    const { ctx, admin, endpoint } = await listeningTenant(receiver.url);
    receiver.answers(500);
    // By way of the outbox and its job.
    const member = await makeMember(ctx.tenant.id, "viewer");
    await ctx.transaction((tx) =>
      announceMember(tx, ctx.tenant.id, "joined", { userId: member.id, role: "viewer" }),
    );
    await until(async () => (await deliveriesOf(endpoint.id)).length === 1);
    const began = new Date();
    let now = began;
    for (let number = 1; number <= MAX_ATTEMPTS; number++) {
      if (number > 1) expect(await deliverDue(later(now, -1))).toBe(0);
      expect(await deliverDue(now)).toBe(1);
      const [delivery] = await deliveriesOf(endpoint.id);
      now = delivery?.nextAttemptAt ?? now;
    }
    expect(now.getTime() - began.getTime()).toBeGreaterThanOrEqual(72 * HOUR);
    expect(new Set(ids()).size).toBe(1);
    expect(await deliveriesOf(endpoint.id)).toMatchObject([
      { status: "failed", attempts: MAX_ATTEMPTS, nextAttemptAt: null },
    ]);
    expect(await endpointNow(endpoint.id)).toMatchObject({ status: "paused", failures: MAX_ATTEMPTS });
    await until(async () => (await mailsTo(admin.email)).length === 1);
    expect((await mailsTo(admin.email))[0]?.text).toContain(`/settings/webhooks/${endpoint.id}`);
    expect(await audited(endpoint.id)).toContain("webhook_endpoint.paused");
    await engine.stop();

    // What happens meanwhile waits.
    receiver.answers(204);
    await happens(ctx);
    expect(await deliverDue(later(now, HOUR))).toBe(0);
    await expect(replayFailed(ctx, endpoint.id, { since: began.toISOString() })).rejects.toMatchObject({
      code: "webhook_endpoint_not_active",
    });
    await resumeEndpoint(ctx, endpoint.id);
    expect(await deliverDue(later(now, HOUR))).toBe(1);
    expect(await endpointNow(endpoint.id)).toMatchObject({
      status: "active",
      failures: 0,
      failingSince: null,
    });

    // The one that was given up is sent again under its own id, once.
    const [failed] = await deliveriesOf(endpoint.id);
    const since = later(began, -HOUR).toISOString();
    expect(await replayFailed(ctx, endpoint.id, { since })).toEqual({ replayed: 1, remaining: 0 });
    expect(await replayFailed(ctx, endpoint.id, { since })).toEqual({ replayed: 0, remaining: 0 });
    await deliverDue(later(now, HOUR));
    expect(await replayFailed(ctx, endpoint.id, { since })).toEqual({ replayed: 0, remaining: 0 });
    expect(ids().at(-1)).toBe(ids()[0]);
    await replayDelivery(ctx, failed?.id ?? "");
    await deliverDue(later(now, HOUR));
    expect(ids().at(-1)).toBe(ids()[0]);
    expect((await deliveriesOf(endpoint.id)).filter((d) => d.replayOf === failed?.id)).toHaveLength(2);
  });

  it("is heard when it says 410: disabled, what waits is cancelled, nothing more is written; resumed, it may have all", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    await Promise.all([happens(ctx), happens(ctx), happens(ctx)]);
    receiver.answers(410);
    const places = { working: 1, failing: 1, perTenant: 1, perEndpoint: 1 };
    await deliverDue(new Date(), { places });
    expect(receiver.received).toHaveLength(1);
    expect((await deliveriesOf(endpoint.id)).map((d) => d.status).sort()).toEqual([
      "cancelled",
      "cancelled",
      "cancelled",
    ]);
    expect(await endpointNow(endpoint.id)).toMatchObject({
      status: "disabled",
      statusReason: expect.stringContaining("410"),
    });
    expect(await audited(endpoint.id)).toContain("webhook_endpoint.disabled");
    await happens(ctx);
    expect(await deliveriesOf(endpoint.id)).toHaveLength(3);
    await expect(pauseEndpoint(ctx, endpoint.id)).rejects.toMatchObject({
      code: "webhook_endpoint_disabled",
    });
    receiver.answers(200);
    await resumeEndpoint(ctx, endpoint.id);
    const since = later(new Date(), -HOUR).toISOString();
    expect(await replayFailed(ctx, endpoint.id, { since })).toEqual({ replayed: 3, remaining: 0 });
    expect(await deliverDue(new Date())).toBe(3);
  });

  it("may ask for more time; redirects, refusals and silence are failures, each with its reason", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    await happens(ctx);
    const now = new Date();
    receiver.answers((response) => response.writeHead(503, { "retry-after": "3600" }).end());
    await deliverDue(now);
    const [delivery] = await deliveriesOf(endpoint.id);
    expect(delivery?.nextAttemptAt).toEqual(later(now, HOUR));
    receiver.answers((response) => response.writeHead(302, { location: "/elsewhere" }).end());
    await deliverDue(later(now, HOUR));
    receiver.answers(() => {});
    await deliverDue(later(now, 2 * HOUR), { timeoutMs: 100 });
    const { log } = await readDelivery(ctx, delivery?.id ?? "");
    expect(log.map(({ response_status, error }) => [response_status, error?.code])).toEqual([
      [503, "refused"],
      [302, "redirected"],
      [null, "timed_out"],
    ]);
    // A new address gets what waits.
    receiver.answers(204);
    await changeEndpoint(ctx, endpoint.id, { url: receiver.url.replace("/hook", "/moved") });
    expect(await deliverDue(later(now, 24 * HOUR))).toBe(1);
    expect(receiver.received.at(-1)?.path).toBe("/moved");
  });

  it("a test is tried once", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url, ["file.uploaded"]);
    receiver.answers(500);
    const { delivery_id } = await sendTest(ctx, endpoint.id);
    await deliverDue(new Date());
    expect(await readDelivery(ctx, delivery_id)).toMatchObject({
      type: "webhook.test",
      status: "failed",
      attempts: 1,
    });
  });
});

describe("receivers of several organisations", () => {
  it("a dead one with 500 messages, and more dead ones than there are places, delay nobody else", async () => {
    const dead = await startReceiver();
    dead.answers(() => {});
    const sink = await listeningTenant(dead.url);
    const others = await Promise.all(Array.from({ length: 7 }, () => listeningTenant(dead.url)));
    const all = [sink, ...others];
    await pile(sink.ctx.tenant.id, sink.endpoint.id, 500);
    await Promise.all(others.map(({ ctx }) => happens(ctx)));
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    const places = { working: 6, failing: 2, perTenant: 4, perEndpoint: 4 };
    const first = await startCourier({ places, timeoutMs: 150, graceMs: 0 });
    await until(async () =>
      (await Promise.all(all.map((t) => endpointNow(t.endpoint.id)))).every((e) => e.failures > 0),
    );
    await first.stop();

    // From here on no attempt at a dead one ends, and more of them are due than there are places in all.
    await withSystem((tx) =>
      tx.execute(sql`update webhook_deliveries set next_attempt_at = now() where status = 'pending'`),
    );
    const before = dead.received.length;
    const second = await startCourier({ places, timeoutMs: 60_000, graceMs: 0 });
    await until(() => dead.received.length - before === places.failing);
    const began = performance.now();
    await happens(ctx);
    await until(() => receiver.received.length === 1);
    const waited = performance.now() - began;
    expect(waited).toBeLessThan(2000);
    expect(
      (await deliveriesOf(sink.endpoint.id)).filter((d) => d.status === "pending").length,
    ).toBeGreaterThan(400);
    await until(async () => (await deliveriesOf(endpoint.id))[0]?.status === "delivered");
    await second.stop();
    await dead.close();
  }, 40_000);

  it("with many messages each, every organisation's first comes before anybody's second", async () => {
    const large = await listeningTenant(receiver.url);
    for (let i = 0; i < 20; i++) await happens(large.ctx);
    const small = await listeningTenant(receiver.url);
    await happens(small.ctx);
    const claimed = await claimDue([], new Date(), { working: 3, failing: 1, perTenant: 8, perEndpoint: 8 });
    expect(claimed.map((d) => d.endpointId).filter((id) => id === small.endpoint.id)).toHaveLength(1);
    expect(claimed).toHaveLength(3);
    // What is held counts, of the endpoint and of the organisation.
    const more = await claimDue(claimed, new Date(), {
      working: 9,
      failing: 1,
      perTenant: 3,
      perEndpoint: 8,
    });
    expect(more).toHaveLength(1);
    const together = await Promise.all([claimDue([], new Date()), claimDue([], new Date())]);
    const taken = together.flat().map((d) => d.id);
    expect(new Set(taken).size).toBe(taken.length);
  });
});

describe("what is kept", () => {
  it("goes after its days, and with its organisation", async () => {
    const { ctx, endpoint } = await listeningTenant(receiver.url);
    await happens(ctx);
    await deliverDue(new Date());
    expect(await sweepMessages(later(new Date(), (KEPT_DAYS - 1) * 24 * HOUR))).toBe(0);
    expect(await sweepMessages(later(new Date(), (KEPT_DAYS + 1) * 24 * HOUR))).toBe(1);
    expect(await deliveriesOf(endpoint.id)).toEqual([]);

    await happens(ctx);
    await deliverDue(new Date());
    await happens(ctx);
    await deleteTenant({ slug: ctx.tenant.slug, confirmed: true });
    const left = await withSystem((tx) =>
      Promise.all(
        [webhookEndpoints, webhookMessages, webhookDeliveries, webhookAttempts].map((table) =>
          tx.$count(table, eq(table.tenantId, ctx.tenant.id)),
        ),
      ),
    );
    expect(left).toEqual([0, 0, 0, 0]);
  });
});

/** So many messages at once. */
const pile = (tenantId: string, endpointId: string, messages: number) =>
  withSystem((tx) =>
    tx.execute(sql`
      with written as (
        insert into webhook_messages (tenant_id, source, type, payload, occurred_at)
        select ${tenantId}::uuid, 'event:' || n, 'member.joined', '{}', now() from generate_series(1, ${messages}::int) n returning id)
      insert into webhook_deliveries (tenant_id, endpoint_id, message_id, next_attempt_at)
      select ${tenantId}::uuid, ${endpointId}::uuid, id, now() from written`),
  );

const mailsTo = (recipient: string) =>
  withSystem((tx) => tx.select().from(caughtMails).where(eq(caughtMails.recipient, recipient)));

async function audited(targetId: string): Promise<string[]> {
  const rows = await withSystem((tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(and(eq(auditLogs.targetType, "webhook_endpoint"), eq(auditLogs.targetId, targetId))),
  );
  return rows.map(({ action }) => action);
}

async function until(met: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !(await met()); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > end) throw new Error("It did not come to pass");
}
