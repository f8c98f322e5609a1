import { z } from "zod";
import { endCoupon } from "#lib/billing/plans/coupons.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "End a coupon; whoever has redeemed it keeps it",
    access: "operator",
    params: z.object({ code: z.string() }),
  },
  ({ ctx, params }) => endCoupon(params.code, ctx),
);
