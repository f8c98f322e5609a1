import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

it("writes the example of RFC 8785, section 3.2", () => {
  const value = JSON.parse(
    String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
  );
  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

it("sorts names by their UTF-16 code units (section 3.2.3)", () => {
  const value = { "€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 };
  expect(Object.keys(JSON.parse(canonicalJson(value)) as object).toSorted()).toEqual(
    Object.keys(value).toSorted(),
  );
  expect([...canonicalJson(value).matchAll(/:(\d)/g)].map(([, digit]) => digit).join("")).toBe("2467153");
});

it("is the same text for the same value, whatever the order, and reads back as it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      const back: unknown = JSON.parse(text);
      expect(canonicalJson(back)).toBe(text);
      expect(canonicalJson(reversed(back))).toBe(text);
      // What JSON itself reads back: −0 is 0 there.
      expect(back).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it("leaves out what is undefined, and refuses what JSON has no form of", () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", new Date(0), 1n, () => 1, [undefined]])
    expect(() => canonicalJson(value)).toThrow(TypeError);
});

/** Members in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]): [string, unknown] => [name, reversed(member)])
      .toReversed(),
  );
}
