import fc from "fast-check";
import { expect, it } from "vitest";
import { revisionLetters } from "./revision-letters.ts";

it.each([
  [1, "A"],
  [2, "B"],
  [26, "Z"],
  [27, "AA"],
  [52, "AZ"],
  [53, "BA"],
  [702, "ZZ"],
  [703, "AAA"],
])("calls revision %i %s", (number, letters) => {
  expect(revisionLetters(number)).toBe(letters);
});

it("gives each its own, in order, and no other number any", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (number) => {
      const [letters, next] = [revisionLetters(number), revisionLetters(number + 1)];
      expect(letters).toMatch(/^[A-Z]+$/);
      expect([...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)).toBe(number);
      expect(letters.length < next.length || (letters.length === next.length && letters < next)).toBe(true);
    }),
  );
  for (const none of [0, -1, 1.5, Number.NaN]) expect(() => revisionLetters(none)).toThrow(RangeError);
});
