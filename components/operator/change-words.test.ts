import { expect, it } from "vitest";
import { linesOf, titleOf } from "./change-words.ts";

it("says what a field was and is", () => {
  expect(
    linesOf({
      tax_rate: "0.19",
      reverse_charge: true,
      storage_quota: 2 * 2 ** 30,
      api_quota: 5000,
      trial_ends_at: null,
      before: {
        tax_rate: "0.10",
        reverse_charge: false,
        storage_quota: 2 ** 30,
        api_quota: 5000,
        trial_ends_at: "2026-12-01T00:00:00.000Z",
      },
    }),
  ).toEqual([
    "Tax rate: 10 % → 19 %",
    "Reverse charge: no → yes",
    "Storage cap: 1 GiB → 2 GiB",
    "API call cap: 5,000",
    "Trial until: 1 Dec 2026, 00:00 UTC → –",
  ]);
  expect(linesOf({ plan: "enterprise", previous: "pro" })).toEqual(["Plan: Professional → Enterprise"]);
});

it("leaves nothing out that it does not know", () => {
  expect(titleOf("domain.moved")).toBe("Domain moved");
  expect(linesOf({ seen_by: ["a", "b"], more: { x: 1 } })).toEqual(["Seen by: a, b", 'More: {"x":1}']);
});
