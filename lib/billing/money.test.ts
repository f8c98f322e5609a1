import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { moneyOf, priceOf, shareInMinor } from "./money.ts";

afterAll(closePools);

it("writes minor units by the currency's own digits", () => {
  expect(moneyOf(-5, "USD")).toEqual({ amount: "-0.05", currency: "USD" });
  expect(moneyOf(5, "JPY").amount).toBe("5");
  expect(moneyOf(1234567, "KWD").amount).toBe("1234.567");
  expect(priceOf("99", "USD").amount).toBe("99.00");
  expect(priceOf("0.0005", "USD").amount).toBe("0.0005");
});

it.each([
  ["0.01", 1, 2, 0],
  ["0.03", 1, 2, 2],
  ["0.05", 1, 2, 2],
  ["99", 1, 1, 9900],
  ["99", 0, 31, 0],
])("%s × %d / %d is %d minor units, halves to the even one", (price, part, whole, minor) => {
  expect(shareInMinor(price, 2, part, whole)).toBe(minor);
});

it("agrees with round_half_even of the database", async () => {
  const price = fc.tuple(fc.nat(10_000_000), fc.nat(4)).map(([n, places]) => {
    const digits = String(n).padStart(places + 1, "0");
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  });
  const share = fc
    .integer({ min: 1, max: 2_678_400_000 })
    .chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole)));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(price, share), { minLength: 50, maxLength: 50 }), async (cases) => {
      const text = JSON.stringify(cases.map(([p, [part, whole]]) => ({ p, part, whole })));
      const rows = await withSystem((tx) =>
        tx.execute<{ minor: string }>(sql`
          select round_half_even(p * 100 * part, whole)::text as minor
          from rows from (jsonb_to_recordset(${text}::text::jsonb) as (p numeric, part numeric, whole numeric)) with ordinality
          order by ordinality`),
      );
      expect(rows.map(({ minor }) => Number(minor))).toEqual(
        cases.map(([p, [part, whole]]) => shareInMinor(p, 2, part, whole)),
      );
    }),
    { numRuns: 20 },
  );
});
