import { z } from "zod";
import { DiscountView, listDiscounts, RedeemCoupon, redeemCoupon } from "#lib/billing/plans/coupons.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Discounts of the organisation",
    access: "admin",
    response: z.object({ items: z.array(DiscountView) }),
    whileSuspended: true,
  },
  ({ ctx }) => listDiscounts(ctx),
);

export const POST = route(
  {
    summary: "Redeem a coupon, from this month's invoice on",
    access: "admin",
    creates: { needsNoKey: "an organisation redeems a coupon once: a repetition is answered 409" },
    body: RedeemCoupon,
    status: 201,
    response: DiscountView,
  },
  ({ ctx, body }) => redeemCoupon(ctx, body),
);
