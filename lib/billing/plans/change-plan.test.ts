import { and, asc, eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { tenantInvitations } from "#db/schema/auth.ts";
import { billingAccounts, type PlanId, planChanges } from "#db/schema/billing.ts";
import { outbox } from "#db/schema/index.ts";
import { invoiceLines, invoices } from "#db/schema/invoices.ts";
import { GIB, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { invoiceBatch } from "#lib/billing/invoice-batch.ts";
import { applyDuePlanChanges, duePlanChanges } from "#lib/billing/plans/apply-due-changes.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { previewPlan } from "#lib/billing/plans/preview-plan.ts";
import { cancelPlanChange, readPlan, requestPlan } from "#lib/billing/plans/read-plan.ts";
import { operatorChangeTenant } from "#lib/tenancy/operator-change-tenant.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { archiveRoom } from "#lib/usage/archive-room.ts";

afterAll(closePools);

const SIGN_UP = new Date("2026-09-01T00:00:00Z");
const MID = new Date("2026-10-16T12:00:00.700Z");

/** A tenant that has had its plan since before October 2026. */
async function tenantOn(plan: PlanId) {
  const { id, slug } = await makeTenant({ plan });
  await withSystem((tx) =>
    tx.update(planChanges).set({ effectiveAt: SIGN_UP }).where(eq(planChanges.tenantId, id)),
  );
  return { id, slug, ctx: await systemCtx(id) };
}

const rowOf = (id: string) =>
  withSystem(async (tx) => {
    const [row] = await tx.select().from(tenants).where(eq(tenants.id, id));
    if (!row) throw new Error("gone");
    return row;
  });
const changesOf = (id: string) =>
  withSystem((tx) =>
    tx.select().from(planChanges).where(eq(planChanges.tenantId, id)).orderBy(asc(planChanges.effectiveAt)),
  );
const actionsOf = (id: string) =>
  withSystem(async (tx) =>
    (
      await tx.select().from(auditLogs).where(eq(auditLogs.tenantId, id)).orderBy(asc(auditLogs.createdAt))
    ).map(({ action }) => action),
  );
const eventsOf = (id: string, name: string) =>
  withSystem((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.tenantId, id), eq(outbox.name, name))),
  );

it("an upgrade takes effect at once, to the second, with caps, audit row and event", async () => {
  const { id, ctx } = await tenantOn("free");
  const state = await requestPlan(ctx, { plan: "pro" }, MID);
  expect(state).toMatchObject({ plan: "pro", since: "2026-10-16T12:00:00.000Z", waiting: null });
  expect(await rowOf(id)).toMatchObject({
    subscriptionTier: "pro",
    storageQuota: 1000 * GIB,
    archiveQuota: 10_240 * GIB,
    apiQuota: 1_000_000,
  });
  expect(await actionsOf(id)).toEqual(["plan.changed"]);
  const [event] = await eventsOf(id, "plan/changed");
  expect(event?.data).toMatchObject({ plan: "pro", previous_plan: "free" });
});

it("a downgrade waits for the first instant of the next month, and the job makes it the plan once", async () => {
  const { id, ctx } = await tenantOn("pro");
  const state = await requestPlan(ctx, { plan: "free" }, MID);
  expect(state).toMatchObject({
    plan: "pro",
    waiting: { plan: "free", effective_at: "2026-11-01T00:00:00.000Z" },
  });
  expect(await rowOf(id)).toMatchObject({ subscriptionTier: "pro" });

  const last = new Date("2026-10-31T23:59:59.999Z");
  expect(await duePlanChanges(last)).not.toContain(id);
  expect(await applyDuePlanChanges([id], last)).toEqual({ applied: 0, refused: 0 });
  const first = new Date("2026-11-01T00:00:00Z");
  expect(await duePlanChanges(first)).toContain(id);
  const runs = await Promise.all([applyDuePlanChanges([id], first), applyDuePlanChanges([id], first)]);
  expect(runs.map(({ applied }) => applied).sort()).toEqual([0, 1]);
  expect(await rowOf(id)).toMatchObject({
    subscriptionTier: "free",
    storageQuota: 10 * GIB,
    apiQuota: 10_000,
  });
  expect(await eventsOf(id, "plan/changed")).toHaveLength(1);
});

it("a full archive is no obstacle to a downgrade: what is beyond the new plan is told, priced, and stays", async () => {
  const { id, ctx } = await tenantOn("pro");
  await withSystem((tx) =>
    tx
      .update(tenants)
      .set({ archiveUsed: 110 * GIB })
      .where(eq(tenants.id, id)),
  );
  expect(await previewPlan(ctx, { plan: "free" }, MID)).toMatchObject({
    over: [],
    archive_beyond: { bytes: 100 * GIB, a_month: { amount: "1.00", currency: "USD" } },
  });
  await requestPlan(ctx, { plan: "free" }, MID);
  expect(await applyDuePlanChanges([id], new Date("2026-11-01T00:00:00Z"))).toEqual({
    applied: 1,
    refused: 0,
  });
  expect(await rowOf(id)).toMatchObject({ archiveUsed: 110 * GIB, archiveQuota: 10 * GIB });
  expect(await withSystem((tx) => archiveRoom(tx, id))).toBe(0);
});

it("an upgrade at the end of a month is paid for a whole month more, whose usage it rates", async () => {
  const { id, ctx } = await tenantOn("pro");
  await requestPlan(ctx, { plan: "enterprise" }, new Date("2026-10-31T23:58:00Z"));
  const now = new Date("2026-10-31T23:59:00Z");
  expect(await previewPlan(ctx, { plan: "pro" }, now)).toMatchObject({
    direction: "downgrade",
    effective_at: "2026-12-01T00:00:00.000Z",
  });
  expect((await requestPlan(ctx, { plan: "pro" }, now)).waiting).toEqual({
    plan: "pro",
    effective_at: "2026-12-01T00:00:00.000Z",
  });
  expect(await applyDuePlanChanges([id], new Date("2026-11-30T23:59:59Z"))).toEqual({
    applied: 0,
    refused: 0,
  });
  expect(await applyDuePlanChanges([id], new Date("2026-12-01T00:00:00Z"))).toEqual({
    applied: 1,
    refused: 0,
  });
  await invoiceBatch([id], { month: "2026-11-01", finalise: false });
  const [invoice] = await withSystem((tx) => tx.select().from(invoices).where(eq(invoices.tenantId, id)));
  expect(invoice).toMatchObject({ planId: "enterprise", baseMinor: 99_900 });
});

it("an operator downgrades at once, also right after an upgrade", async () => {
  const { slug, ctx } = await tenantOn("pro");
  await requestPlan(ctx, { plan: "enterprise" }, MID);
  expect(await operatorChangeTenant(slug, { plan: "pro" }, MID)).toMatchObject({ plan: "pro" });
  expect(await readPlan(ctx, MID)).toMatchObject({ plan: "pro", waiting: null });
});

it("a waiting change can be taken back, by itself or by asking for the present plan", async () => {
  const { id, ctx } = await tenantOn("enterprise");
  await requestPlan(ctx, { plan: "pro" }, MID);
  expect((await cancelPlanChange(ctx, MID)).waiting).toBeNull();
  await expect(cancelPlanChange(ctx, MID)).rejects.toMatchObject({ code: "plan_change_not_found" });
  await requestPlan(ctx, { plan: "free" }, MID);
  // Another one replaces it: never two.
  expect((await requestPlan(ctx, { plan: "pro" }, MID)).waiting?.plan).toBe("pro");
  expect(await changesOf(id)).toHaveLength(2);
  expect((await requestPlan(ctx, { plan: "enterprise" }, MID)).waiting).toBeNull();
  await expect(requestPlan(ctx, { plan: "enterprise" }, MID)).rejects.toMatchObject({
    code: "plan_unchanged",
  });
});

it("asking again for the change that waits leaves it waiting, as giving a card does", async () => {
  const { id, ctx } = await tenantOn("pro");
  const first = await requestPlan(ctx, { plan: "free" }, MID);
  expect(await requestPlan(ctx, { plan: "free" }, MID)).toEqual(first);
  expect(await changesOf(id)).toHaveLength(2);
});

it("an upgrade replaces a downgrade that waits", async () => {
  const { id, ctx } = await tenantOn("pro");
  await requestPlan(ctx, { plan: "free" }, MID);
  expect(await requestPlan(ctx, { plan: "enterprise" }, MID)).toMatchObject({
    plan: "enterprise",
    waiting: null,
  });
  expect(await duePlanChanges(new Date("2027-01-01T00:00:00Z"))).not.toContain(id);
});

it("refuses a downgrade with the list of what is over, to the byte and the seat", async () => {
  const { id, ctx } = await tenantOn("pro");
  for (let i = 0; i < 4; i++) await makeMember(id, "viewer");
  await withSystem(async (tx) => {
    await tx
      .update(tenants)
      .set({ storageUsed: 10 * GIB })
      .where(eq(tenants.id, id));
    await tx.insert(tenantInvitations).values({
      tenantId: id,
      email: "a@example.test",
      role: "viewer",
      tokenHash: `hash ${id}`,
      expiresAt: new Date(Date.now() + 86_400_000),
    });
  });
  // Five seats and 10 GiB are just what the free plan has.
  expect((await previewPlan(ctx, { plan: "free" }, MID)).over).toEqual([]);
  await requestPlan(ctx, { plan: "free" }, MID);
  await makeMember(id, "viewer");
  await withSystem((tx) => tx.update(tenants).set({ storageReserved: 1 }).where(eq(tenants.id, id)));
  await expect(requestPlan(ctx, { plan: "free" }, MID)).rejects.toMatchObject({
    status: 409,
    code: "over_new_limits",
    extra: {
      over: [
        { what: "storage", used: 10 * GIB + 1, limit: 10 * GIB },
        { what: "seats", used: 6, limit: 5 },
      ],
    },
  });
  // The refusal left the change that waits; when it is due it does not fit, and the plan stays.
  expect((await readPlan(ctx, MID)).waiting?.plan).toBe("free");
  const due = new Date("2026-11-01T00:00:00Z");
  expect(await applyDuePlanChanges([id], due)).toEqual({ applied: 0, refused: 1 });
  expect(await readPlan(ctx, due)).toMatchObject({ plan: "pro", waiting: null });
  const [event] = await eventsOf(id, "plan/change.refused");
  expect(event?.data).toMatchObject({ plan: "free", reasons: [expect.any(String), expect.any(String)] });
});

it("keeps caps that an operator raised, and moves the plan's own", async () => {
  const { id, slug } = await tenantOn("free");
  await operatorChangeTenant(slug, { storage_quota: 2000 * GIB }, MID);
  expect(await operatorChangeTenant(slug, { plan: "pro" }, MID)).toMatchObject({
    plan: "pro",
    storage_quota: 2000 * GIB,
    api_quota: 1_000_000,
  });
  // At once and in both directions, whatever is held.
  expect(await operatorChangeTenant(slug, { plan: "free" }, MID)).toMatchObject({
    plan: "free",
    storage_quota: 2000 * GIB,
    api_quota: 10_000,
  });
  expect(await operatorChangeTenant(slug, { plan: "free" }, MID)).toMatchObject({ plan: "free" });
  expect(await actionsOf(id)).toEqual(["tenant.changed", "plan.changed", "plan.changed"]);
});

it("sets tax, currency and trial, and refuses what cannot be invoiced", async () => {
  const { id, slug, ctx } = await tenantOn("pro");
  // Ending a trial that is none gives no time away.
  await operatorChangeTenant(slug, { trial_ends_at: null }, MID);
  expect((await readPlan(ctx, MID)).trial_ends_at).toBeNull();
  await expect(
    operatorChangeTenant(slug, { tax_rate: "0.19", reverse_charge: true }, MID),
  ).rejects.toMatchObject({
    code: "tax_id_required",
    status: 400,
    message: expect.stringContaining("tax id"),
  });
  await withSystem((tx) =>
    tx.update(billingAccounts).set({ taxId: "DE123456789" }).where(eq(billingAccounts.tenantId, id)),
  );
  expect(await operatorChangeTenant(slug, { tax_rate: "0.19", reverse_charge: true }, MID)).toMatchObject({
    tax_rate: "0.19",
    reverse_charge: true,
  });
  await expect(operatorChangeTenant(slug, { currency: "EUR" }, MID)).rejects.toMatchObject({
    code: "currency_not_offered",
  });
  await operatorChangeTenant(slug, { trial_ends_at: "2026-10-20T00:00:00Z" }, MID);
  expect((await readPlan(ctx, MID)).trial_ends_at).toBe("2026-10-20T00:00:00.000Z");
  await expect(
    operatorChangeTenant(slug, { trial_ends_at: "2026-09-30T23:59:59Z" }, MID),
  ).rejects.toMatchObject({ code: "trial_past" });
  await expect(operatorChangeTenant("nobody-here", { plan: "pro" }, MID)).rejects.toMatchObject({
    code: "tenant_not_found",
  });
});

it.each([
  ["free", "pro", "2026-10-16T12:00:00.700Z", null],
  ["free", "enterprise", "2026-10-01T00:00:00Z", null],
  ["pro", "enterprise", "2026-10-31T23:59:59.999Z", null],
  ["pro", "enterprise", "2026-10-07T03:13:37Z", null],
  ["pro", "enterprise", "2026-10-20T08:00:01Z", "2026-10-11T17:21:05Z"],
  ["pro", "enterprise", "2026-10-20T08:00:01Z", "2026-11-11T00:00:00Z"],
] as const)(
  "the preview of %s → %s at %s (trial to %s) is what the invoice says",
  async (from, to, at, trial) => {
    const { id, ctx } = await tenantOn(from);
    const now = new Date(at);
    if (trial)
      await withSystem((tx) =>
        tx
          .update(planChanges)
          .set({ trialEndsAt: new Date(trial) })
          .where(eq(planChanges.tenantId, id)),
      );
    const preview = await previewPlan(ctx, { plan: to }, now);
    expect(preview).toMatchObject({ direction: "upgrade", due_now: { amount: "0.00", currency: "USD" } });
    await withSystem((tx) => changePlan(tx, { tenantId: id, planId: to, requestedBy: "test", now }));
    await invoiceBatch([id], { month: "2026-10-01", finalise: false, named: true });
    const [lines, invoice] = await withSystem(
      async (tx) =>
        [
          await tx
            .select()
            .from(invoiceLines)
            .where(and(eq(invoiceLines.tenantId, id), eq(invoiceLines.kind, "base")))
            .orderBy(asc(invoiceLines.position)),
          (await tx.select().from(invoices).where(eq(invoices.tenantId, id)))[0],
        ] as const,
    );
    const cents = (money: { amount: string }) => Number(money.amount.replace(".", ""));
    expect(preview.this_month.lines.map((line) => cents(line.amount))).toEqual(
      lines.map((line) => line.amountMinor),
    );
    expect(cents(preview.this_month.base_price)).toBe(invoice?.baseMinor);
  },
);

it("a downgrade's preview leaves this month as it is", async () => {
  const { ctx } = await tenantOn("enterprise");
  expect(await previewPlan(ctx, { plan: "pro" }, MID)).toMatchObject({
    direction: "downgrade",
    effective_at: "2026-11-01T00:00:00.000Z",
    this_month: { difference: { amount: "0.00" }, base_price: { amount: "999.00" } },
    monthly_price: { amount: "99.00" },
  });
});

it("two upgrades at once leave one plan and a history in order", async () => {
  const { id, ctx } = await tenantOn("free");
  const results = await Promise.allSettled([
    requestPlan(ctx, { plan: "enterprise" }, MID),
    requestPlan(ctx, { plan: "enterprise" }, MID),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const changes = await changesOf(id);
  expect(changes.map(({ planId }) => planId)).toEqual(["free", "enterprise"]);
});
