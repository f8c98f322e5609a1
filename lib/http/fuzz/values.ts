import fc from "fast-check";
import { z } from "zod";

/** A JSON schema, as Zod writes it. */
type Schema = { [keyword: string]: unknown };
const Schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());

/** Values that a careless program lets through: too large, of another type, of another language. */
export const HOSTILE: fc.Arbitrary<unknown> = fc.oneof(
  {
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      -1,
      0,
      1.5,
      1e21,
      -1e308,
      Number.MAX_SAFE_INTEGER,
      2 ** 31,
      2 ** 63,
      1e-320,
      "",
      " ",
      "\u0000",
      "a\u0000b",
      "\ud800",
      "\ufeff",
      "\u202e",
      "🏗️",
      "e\u0301".repeat(50),
      "x".repeat(70_000),
      "null",
      "undefined",
      "NaN",
      "Infinity",
      "-0",
      "1e999",
      "0x10",
      "true",
      "'; drop table files; --",
      "' or '1'='1",
      "%' escape '",
      "%",
      "_",
      "\\",
      "$1",
      "{{7*7}}",
      "<script>alert(1)</script>",
      "../../../../etc/passwd",
      "..\\..\\x",
      "file:///etc/passwd",
      "http://169.254.169.254/latest/meta-data/",
      "http://[::1]:22/",
      "javascript:alert(1)",
      "\r\nset-cookie: a=b",
      "__proto__",
      "constructor",
      "00000000-0000-0000-0000-000000000000",
      "0000-00-00",
      "9999-12-31T23:59:59.999Z",
      "-271821-04-20T00:00:00.000Z",
      "2026-02-30",
      "2026-13",
      "a@b",
      `${"a".repeat(300)}@example.test`,
      [],
      {},
      [[]],
      [null],
      { length: 1e9 },
      { toString: 1 },
      { __proto__: null, constructor: { prototype: {} } },
      Array.from({ length: 2000 }, (_, n) => n),
      nested(400),
    ),
    weight: 4,
  },
  { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 2 },
  { arbitrary: fc.double(), weight: 1 },
  { arbitrary: fc.maxSafeInteger(), weight: 1 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 },
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { a: value };
  return value;
}

/** Values that a JSON schema lets through, or nearly: not every keyword is heeded. */
export function fitting(given: unknown): fc.Arbitrary<unknown> {
  const schema = Schema.parse(given);
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return fc.oneof(...alternatives.map(fitting));
  switch (schema.type) {
    case "string":
      return text(schema);
    case "integer":
      return fc.integer({ min: bound(schema.minimum, -1000), max: bound(schema.maximum, 100_000) });
    case "number":
      return fc.double({ noNaN: true, min: bound(schema.minimum, -1e9), max: bound(schema.maximum, 1e9) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(schema.items ? fitting(schema.items) : fc.jsonValue({ maxDepth: 2 }), {
        minLength: Math.min(bound(schema.minItems, 0), 5),
        maxLength: Math.min(bound(schema.maxItems, 4), 6),
      });
    case "object":
      return object(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

const bound = (value: unknown, otherwise: number) =>
  typeof value === "number" ? Math.max(-1e15, Math.min(1e15, value)) : otherwise;

function text({ format, pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  const least = Math.min(bound(minLength, 0), 300);
  const plain = fc.string({
    unit: "grapheme",
    minLength: least,
    maxLength: Math.max(least, Math.min(bound(maxLength, 40), 300)),
  });
  const moment = { noInvalidDate: true, min: new Date("1990-01-01"), max: new Date("2100-01-01") };
  switch (format) {
    case "uuid":
      return fc.uuid();
    case "email":
      return fc.emailAddress();
    case "uri":
      return fc.webUrl();
    case "date-time":
      return fc.date(moment).map((date) => date.toISOString());
    case "date":
      return fc.date(moment).map((date) => date.toISOString().slice(0, 10));
  }
  if (typeof pattern !== "string") return plain;
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern, "u"), { size: "small" }), plain);
  } catch {
    // A pattern with what fast-check cannot turn round, such as a look-ahead.
    return plain;
  }
}

function object({
  properties,
  required,
  additionalProperties,
  propertyNames,
}: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(z.record(z.string(), z.unknown()).parse(properties ?? {}));
  if (fields.length === 0) {
    const keys = propertyNames ? fitting(propertyNames).map(String) : fc.string({ maxLength: 10 });
    return fc.dictionary(keys, additionalProperties ? fitting(additionalProperties) : fc.jsonValue(), {
      maxKeys: 4,
    });
  }
  return fc.record(Object.fromEntries(fields.map(([name, schema]) => [name, fitting(schema)])), {
    requiredKeys: z.array(z.string()).parse(required ?? []),
  });
}

/** `base` with one to three of its values, at any depth, put in another's place, left out, or added to. */
export function spoiled(base: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    how: fc.constantFrom("replace", "replace", "replace", "remove", "add"),
    value: HOSTILE,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let whole: unknown = structuredClone(base);
    for (const { at, how, value: drawn } of changes) {
      const value = structuredClone(drawn);
      const places = placesOf(whole);
      const place = places[at % places.length];
      if (!place) whole = value;
      else if (how === "replace") place.in[place.key] = value;
      else if (how === "remove") delete place.in[place.key];
      else place.in[`extra${at % 3}`] = value;
    }
    return whole;
  });
}

interface Place {
  in: Record<string, unknown>;
  key: string;
}

/** Every place of a value inside it; undefined for the whole. */
function placesOf(value: unknown): (Place | undefined)[] {
  const inside = (node: unknown): Place[] =>
    isContainer(node)
      ? Object.entries(node).flatMap(([key, child]) => [{ in: node, key }, ...inside(child)])
      : [];
  return [undefined, ...inside(value).slice(0, 200)];
}

const isContainer = (node: unknown): node is Record<string, unknown> =>
  typeof node === "object" && node !== null;
