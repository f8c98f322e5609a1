import { inngest } from "#inngest/client.ts";
import { stripeEventReceived } from "#inngest/events.ts";
import { changePlan } from "#lib/billing/plans/change-plan.ts";
import { applyStripeEvent } from "#lib/billing/stripe/apply-event.ts";
import { requireStripe } from "#lib/billing/stripe/client.ts";

/** What Stripe told us takes effect: one event of a tenant at a time. */
export const processStripeEvent = inngest.createFunction(
  {
    id: "process-stripe-event",
    triggers: [stripeEventReceived],
    retries: 20,
    concurrency: [{ key: "event.data.tenant_id", limit: 1 }, { limit: 8 }],
  },
  ({ event, step }) =>
    step.run("apply", () =>
      applyStripeEvent(event.data.stripe_event_id, event.data.tenant_id, {
        stripe: requireStripe(),
        changePlan,
      }),
    ),
);
