import { z } from "zod";
import { PLAN_IDS } from "#db/schema/billing.ts";
import { audit } from "#lib/audit/record.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { requireStripe, whileWaiting } from "./client.ts";
import { ensureCustomer } from "./ensure-customer.ts";

export const StartCheckout = z.strictObject({ plan: z.enum(PLAN_IDS) });
export const PageOfStripe = z.object({ url: z.url() });

/** Where invoices and plan are, in the interface. */
export const BILLING_PAGE = "/settings/billing";

/**
 * A page of Stripe's where an admin gives the organisation's first card. Nothing is charged there: the plan changes when
 * Stripe says that the card is on file, and is charged by our own invoices. Throws `Conflict` `card_payments_unavailable`.
 */
export async function startCheckout(
  ctx: Ctx,
  { plan }: z.output<typeof StartCheckout>,
): Promise<z.input<typeof PageOfStripe>> {
  requireRole(ctx, "admin");
  const stripe = requireStripe();
  const tenantId = ctx.tenant.id;
  const back = `${originOf(ctx.tenant.slug)}${BILLING_PAGE}`;
  const metadata = { tenant_id: tenantId, plan, requested_by: actor(ctx) };
  const session = await whileWaiting(async () =>
    stripe.checkout.sessions.create({
      mode: "setup",
      allowed_payment_method_types: ["card"],
      customer: await ensureCustomer(stripe, tenantId),
      client_reference_id: tenantId,
      metadata,
      setup_intent_data: { metadata },
      success_url: `${back}?checkout=completed`,
      cancel_url: `${back}?checkout=cancelled`,
    }),
  );
  if (!session.url) throw new Error(`Checkout ${session.id} has no page`);
  await ctx.transaction((tx) =>
    audit(ctx, tx, "checkout.started", { type: "tenant", id: tenantId }, { plan, session: session.id }),
  );
  return { url: session.url };
}

/** Stripe's own pages for cards and past payments. Throws `Conflict` `card_payments_unavailable`. */
export async function openPortal(ctx: Ctx): Promise<z.input<typeof PageOfStripe>> {
  requireRole(ctx, "admin");
  const stripe = requireStripe();
  const session = await whileWaiting(async () =>
    stripe.billingPortal.sessions.create({
      customer: await ensureCustomer(stripe, ctx.tenant.id),
      return_url: `${originOf(ctx.tenant.slug)}${BILLING_PAGE}`,
    }),
  );
  return { url: session.url };
}
