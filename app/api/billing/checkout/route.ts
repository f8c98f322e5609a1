import { PageOfStripe, StartCheckout, startCheckout } from "#lib/billing/stripe/start-checkout.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "A page of Stripe's to give the first card and begin a plan",
    access: "admin",
    whileSuspended: true,
    body: StartCheckout,
    response: PageOfStripe,
  },
  ({ ctx, body }) => startCheckout(ctx, body),
);
