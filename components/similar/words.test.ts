import { expect, it } from "vitest";
import { testTranslator } from "#lib/i18n/testing/test-translator.ts";
import { confidenceWords, differenceText, positionText } from "./words.ts";

const t = testTranslator("similar");

it("tells a difference against the first", () => {
  expect(differenceText(100, 112)).toBe("+12%");
  expect(differenceText(100, 50)).toBe("−50%");
  expect(differenceText(100, 100.4)).toBe("same");
  expect(differenceText(1, 40)).toBe("+999+%");
  expect(differenceText(null, 4)).toBeNull();
  expect(differenceText(0, 4)).toBeNull();
});

it("names positions and chances", () => {
  expect(positionText(t, 0, 8)).toBe("the lowest of 9");
  expect(positionText(t, 100, 8)).toBe("the highest of 9");
  expect(positionText(t, 62.5, 8)).toBe("above 63% of 8 others");
  expect(positionText(t, 50, 1)).toBe("the same as the other");
  expect(confidenceWords(t, 0.9)).toBe("High confidence");
  expect(confidenceWords(t, 0.1)).toBe("Very low confidence");
});
