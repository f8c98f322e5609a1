import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { costText, remainingText, withinText } from "./words.ts";

const t = testTranslator("archival");

it.each([
  [0, "at once"],
  [10, "within 10 seconds"],
  [300, "within 5 minutes"],
  [5 * 3600, "within 5 hours"],
  [48 * 3600, "within 48 hours"],
])("says %d seconds as %s", (seconds, text) => {
  expect(withinText(t, seconds)).toBe(text);
});

it.each([
  [-1, "no time"],
  [999, "no time"],
  [59_000, "59 s"],
  [250_000, "4 min 10 s"],
  [23 * 3_600_000 + 12 * 60_000, "23 h 12 min"],
  [86_400_000, "1 day"],
  [6 * 86_400_000 + 3 * 3_600_000 + 59_000, "6 days 3 h"],
])("%d ms are %s", (milliseconds, text) => {
  expect(remainingText(t, milliseconds)).toBe(text);
});

it.each([
  ["0.02", "USD", "$0.02"],
  ["0.00", "USD", "Under $0.01"],
  ["0", "JPY", "Under ¥1"],
])("a cost of %s %s is %s", (amount, currency, text) => {
  expect(costText(t, { amount, currency })).toBe(text);
});
