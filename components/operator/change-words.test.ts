import { expect, it } from "vitest";
import { linesOf, titleOf } from "./change-words.ts";

it("says what a field was and is", () => {
  expect(
    linesOf({
      detail: { effective_at: "2026-12-01T00:00:00.000Z" },
      before: {
        tax_rate: "0.10",
        reverse_charge: false,
        storage_quota: 2 ** 30,
        trial_ends_at: "2026-12-01T00:00:00.000Z",
        plan: "pro",
      },
      after: {
        tax_rate: "0.19",
        reverse_charge: true,
        storage_quota: 2 * 2 ** 30,
        trial_ends_at: null,
        plan: "enterprise",
      },
    }),
  ).toEqual([
    "From: 1 Dec 2026, 00:00 UTC",
    "Tax rate: 10 % → 19 %",
    "Reverse charge: no → yes",
    "Storage cap: 1 GiB → 2 GiB",
    "Trial until: 1 Dec 2026, 00:00 UTC → –",
    "Plan: Professional → Enterprise",
  ]);
});

it("leaves nothing out that it does not know", () => {
  expect(titleOf("domain.moved")).toBe("Domain moved");
  expect(linesOf({ detail: { seen_by: ["a", "b"], more: { x: 1 } }, before: null, after: null })).toEqual([
    "Seen by: a, b",
    'More: {"x":1}',
  ]);
});
