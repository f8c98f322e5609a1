import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "#db/schema/auth.ts";
import { billingAccounts } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { CreateCoupon, createCoupon } from "#lib/billing/plans/coupons.ts";
import type { Fixture } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";
import { recordUsage } from "#lib/usage/record.ts";

/** Rows of plans, coupons and billing accounts. */
export const BILLING_ROWS: Record<string, Row> = {
  "GET /api/usage/current": {},
  "GET /api/usage/daily": {},
  "GET /api/usage/storage": {},
  "GET /api/usage/events": { shows: true, before: keyedEvent },
  "GET /api/usage/top": { shows: true, before: callOfNamedKey },
  "POST /api/admin/usage-events": {
    body: ({ slug }) => ({
      tenant: slug,
      events: [{ key: randomUUID(), kind: "api_call", quantity: 1, occurred_at: new Date().toISOString() }],
    }),
  },
  "GET /api/usage/events.csv": { shows: true, before: keyedEvent },
  "GET /api/billing/account": { shows: true, before: namedAccount },
  "PATCH /api/billing/account": { body: ({ marker }) => ({ legal_name: marker }), shows: true },
  "GET /api/billing/plans": {},
  // An upgrade from the largest plan is none, and a change that waits is in nobody's way.
  "GET /api/billing/plan": {},
  "POST /api/billing/plan": { body: () => ({ plan: "pro" }) },
  "GET /api/billing/plan/preview": { query: "?plan=pro" },
  "DELETE /api/billing/plan/waiting": { before: waitingPlan },
  "GET /api/billing/projection": {},
  "GET /api/billing/coupons": {},
  "POST /api/billing/coupons": { body: async () => ({ code: await newCoupon() }) },
  "GET /api/admin/plans": {},
  "POST /api/admin/plans": { body: newPlanVersion },
  "GET /api/admin/coupons": {},
  "POST /api/admin/coupons": { body: () => ({ code: couponCode(), percent_off: "10" }) },
  "DELETE /api/admin/coupons/{code}": { params: async () => ({ code: await newCoupon() }) },
};

async function keyedEvent({ id, marker }: Fixture): Promise<void> {
  await withSystem((tx) =>
    recordUsage(tx, { tenantId: id, key: `matrix:${marker}`, kind: "file_uploaded", quantity: "1" }),
  );
}

async function namedAccount({ id, marker }: Fixture): Promise<void> {
  await withSystem((tx) =>
    tx.update(billingAccounts).set({ legalName: marker }).where(eq(billingAccounts.tenantId, id)),
  );
}

async function waitingPlan({ id }: Fixture): Promise<void> {
  await withSystem((tx) =>
    changePlan(tx, { tenantId: id, planId: "pro", requestedBy: "system", now: new Date() }),
  );
}

const couponCode = () => `MATRIX-${randomUUID().slice(0, 18).toUpperCase()}`;

async function newCoupon(): Promise<string> {
  const { code } = await createCoupon(CreateCoupon.parse({ code: couponCode(), percent_off: "10" }));
  return code;
}

/** Of a currency that nobody has, each of another month. */
let planMonth = 0;
function newPlanVersion() {
  const month = planMonth++;
  return {
    id: "pro",
    currency: "ISK",
    valid_from: `${2030 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`,
    name: "Matrix",
    monthly_price: "1",
    file_limit: 1,
    storage_limit: 1,
    api_calls_limit: 1,
    extra_file: "1",
    extra_gib: "1",
    extra_1k_api_calls: "1",
  };
}

/** A call with the key that carries the tenant's marker as its name. */
async function callOfNamedKey({ id, marker }: Fixture): Promise<void> {
  await withSystem(async (tx) => {
    const [key] = await tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, id), eq(apiKeys.name, marker)))
      .limit(1);
    await recordUsage(tx, {
      tenantId: id,
      key: `call of ${marker}`,
      kind: "api_call",
      quantity: "1",
      detail: { api_key_id: key?.id ?? "" },
    });
  });
}
