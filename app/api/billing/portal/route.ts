import { openPortal, PageOfStripe } from "#lib/billing/stripe/start-checkout.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Stripe's pages for the organisation's cards and payments",
    access: "admin",
    whileSuspended: true,
    response: PageOfStripe,
  },
  ({ ctx }) => openPortal(ctx),
);
