import { z } from "zod";
import { CouponView, CreateCoupon, createCoupon, listCoupons } from "#lib/billing/plans/coupons.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "Every coupon", access: "operator", response: z.object({ items: z.array(CouponView) }) },
  () => listCoupons(),
);

export const POST = route(
  {
    summary: "Create a coupon",
    access: "operator",
    creates: { needsNoKey: "a code is taken once: a repetition is answered 409 coupon_exists" },
    body: CreateCoupon,
    status: 201,
    response: CouponView,
  },
  ({ ctx, body }) => createCoupon(body, ctx),
);
