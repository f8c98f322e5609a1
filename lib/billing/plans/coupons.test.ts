import { randomBytes } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import {
  CreateCoupon,
  createCoupon,
  endCoupon,
  listDiscounts,
  redeemCoupon,
} from "#lib/billing/plans/coupons.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

const NOW = new Date("2026-11-24T12:00:00Z");
const newCode = () => `C-${randomBytes(6).toString("hex").toUpperCase()}`;
const create = (input: object) => createCoupon(CreateCoupon.parse({ code: newCode(), ...input }));
const tenant = async () => systemCtx((await makeTenant()).id);

it("is redeemed once, from the running month, for its months", async () => {
  const ctx = await tenant();
  const { code } = await create({ percent_off: "12.5", months: 3 });
  expect(await redeemCoupon(ctx, { code }, NOW)).toEqual({
    code,
    percent_off: "12.5",
    amount_off: null,
    first_period: "2026-11",
    last_period: "2027-01",
  });
  const again = await Promise.allSettled([
    redeemCoupon(ctx, { code }, NOW),
    redeemCoupon(ctx, { code }, NOW),
  ]);
  expect(again.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(redeemCoupon(ctx, { code }, NOW)).rejects.toMatchObject({ code: "coupon_redeemed" });
  expect((await listDiscounts(ctx)).items).toHaveLength(1);
  // Another tenant may as well.
  expect(await redeemCoupon(await tenant(), { code }, NOW)).toMatchObject({ code });
});

it("an amount is of one currency", async () => {
  const ctx = await tenant();
  const usd = await create({ amount_off: { amount: "20.00", currency: "usd" } });
  expect(await redeemCoupon(ctx, usd, NOW)).toMatchObject({
    amount_off: { amount: "20.00", currency: "USD" },
    last_period: null,
  });
  const eur = await create({ amount_off: { amount: "20", currency: "EUR" } });
  await expect(redeemCoupon(ctx, eur, NOW)).rejects.toMatchObject({ code: "coupon_currency" });
  await expect(create({ amount_off: { amount: "0.001", currency: "USD" } })).rejects.toMatchObject({
    code: "amount_invalid",
  });
});

it("ends at its time or by an operator, and an unknown one is not there", async () => {
  const ctx = await tenant();
  const late = await create({ percent_off: "10", redeem_by: "2026-11-24T12:00:00Z" });
  await expect(redeemCoupon(ctx, late, NOW)).rejects.toMatchObject({ code: "coupon_expired" });
  expect(await redeemCoupon(ctx, late, new Date(NOW.getTime() - 1))).toMatchObject({ code: late.code });
  const ended = await create({ percent_off: "10" });
  await endCoupon(ended.code.toLowerCase());
  await expect(redeemCoupon(ctx, ended, NOW)).rejects.toMatchObject({ code: "coupon_not_found" });
  await expect(redeemCoupon(ctx, { code: newCode() }, NOW)).rejects.toMatchObject({
    code: "coupon_not_found",
  });
  await expect(create({ code: late.code, percent_off: "10" })).rejects.toMatchObject({
    code: "coupon_exists",
  });
});

it.each([
  [{}],
  [{ percent_off: "10", amount_off: { amount: "1", currency: "USD" } }],
  [{ percent_off: "101" }],
  [{ percent_off: "-1" }],
  [{ percent_off: "10", months: 0 }],
  [{ percent_off: "10", code: "a b" }],
])("refuses %j", (input) => {
  expect(CreateCoupon.safeParse({ code: newCode(), ...input }).success).toBe(false);
});
