import { z } from "zod";

export type Schema = { [keyword: string]: unknown };
export const Schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());

const BY_FORMAT: Record<string, string> = {
  uuid: "3f1c2b7e-8a4d-4c1e-9f60-2d5b7a9c0e11",
  email: "ada@example.com",
  uri: "https://example.com/hook",
  "date-time": "2026-01-31T09:30:00.000Z",
  date: "2026-01-31",
};

/** A value such as a JSON schema lets through, for people to change; what may be left out is left out below the first level. */
export function exampleOf(given: unknown, depth = 0): unknown {
  const schema = Schema.parse(given ?? {});
  if ("example" in schema) return schema.example;
  if ("default" in schema) return schema.default;
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (Array.isArray(alternatives)) return exampleOf(alternatives[0], depth);
  switch (schema.type) {
    case "string":
      return BY_FORMAT[String(schema.format)] ?? "text";
    case "integer":
    case "number":
      return typeof schema.minimum === "number" && schema.minimum > 0 ? schema.minimum : 1;
    case "boolean":
      return true;
    case "array":
      // A list of fixed length names each of its items, and says `false` of further ones.
      if (Array.isArray(schema.prefixItems))
        return schema.prefixItems.map((item) => exampleOf(item, depth + 1));
      return schema.items ? [exampleOf(schema.items, depth + 1)] : [];
    case "object":
      return objectExample(schema, depth);
    default:
      return null;
  }
}

function objectExample({ properties, required, additionalProperties }: Schema, depth: number): unknown {
  const fields = Object.entries(z.record(z.string(), Schema).parse(properties ?? {}));
  const needed = z.array(z.string()).parse(required ?? []);
  if (fields.length === 0)
    return additionalProperties && typeof additionalProperties === "object"
      ? { name: exampleOf(additionalProperties, depth + 1) }
      : {};
  const shown = fields.filter(([name]) => needed.includes(name) || (depth === 0 && needed.length === 0));
  return Object.fromEntries(shown.map(([name, schema]) => [name, exampleOf(schema, depth + 1)]));
}

/** What a schema asks for, in a few words: `integer, 1 to 200`, `"a" or "b"`, `list of objects`. */
export function typeLabel(given: unknown): string {
  const schema = Schema.parse(given ?? {});
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return [...new Set(alternatives.map(typeLabel))].join(" or ");
  if (Array.isArray(schema.prefixItems)) return `list of ${schema.prefixItems.map(typeLabel).join(", ")}`;
  if (schema.type === "array") return `list of ${typeLabel(schema.items)}`;
  const kind = String(schema.format ?? schema.type ?? "anything");
  const bounds = [schema.minimum ?? schema.minLength, schema.maximum ?? schema.maxLength];
  const unit = schema.type === "string" ? " characters" : "";
  const [least, most] = bounds.map((bound) =>
    typeof bound === "number" && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : null,
  );
  if (schema.format || (least == null && most == null)) return kind;
  if (least == null) return `${kind}, at most ${most}${unit}`;
  return most == null ? `${kind}, at least ${least}${unit}` : `${kind}, ${least} to ${most}${unit}`;
}

/** The schema whose fields are worth listing: of a list its items, of alternatives the first object. */
export function fieldsOf(given: unknown): { name: string; schema: Schema; required: boolean }[] {
  const schema = Schema.parse(given ?? {});
  if (Array.isArray(schema.prefixItems)) return [];
  if (schema.type === "array") return fieldsOf(schema.items);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives))
    return alternatives.map(fieldsOf).find((fields) => fields.length > 0) ?? [];
  if (!schema.properties && typeof schema.additionalProperties === "object")
    return fieldsOf(schema.additionalProperties);
  const needed = z.array(z.string()).parse(schema.required ?? []);
  return Object.entries(z.record(z.string(), Schema).parse(schema.properties ?? {})).map(
    ([name, schema]) => ({ name, schema, required: needed.includes(name) }),
  );
}
