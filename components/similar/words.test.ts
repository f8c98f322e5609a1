import { expect, it } from "vitest";
import { confidenceWords, differenceText, positionText } from "./words.ts";

it("tells a difference against the first", () => {
  expect(differenceText(100, 112)).toBe("+12%");
  expect(differenceText(100, 50)).toBe("−50%");
  expect(differenceText(100, 100.4)).toBe("same");
  expect(differenceText(1, 40)).toBe("+999+%");
  expect(differenceText(null, 4)).toBeNull();
  expect(differenceText(0, 4)).toBeNull();
});

it("names positions and chances", () => {
  expect(positionText(0, 8)).toBe("the lowest of 9");
  expect(positionText(100, 8)).toBe("the highest of 9");
  expect(positionText(62.5, 8)).toBe("above 63% of 8 others");
  expect(positionText(50, 1)).toBe("the same as the other");
  expect(confidenceWords(0.9)).toBe("High confidence");
  expect(confidenceWords(0.1)).toBe("Very low confidence");
});
