import { type Failure, unusable } from "./failure.ts";
import type { FormValue } from "./form.ts";

/** What a parameter may be. */
export type Field = (
  | { kind: "text"; values?: readonly string[] }
  | { kind: "whole"; min?: number; max?: number }
  | { kind: "flag" }
  | { kind: "metadata" }
  | { kind: "texts"; values?: readonly string[] }
  | { kind: "group"; fields: Record<string, Field> }
  | { kind: "groups"; fields: Record<string, Field> }
) & { required?: boolean };

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/**
 * The parameters of a call, held to the SDK's own type of them at compile time: no name that the SDK does not know, and
 * all that it requires, marked so.
 */
export type Shape<T> = { [K in keyof T]?: Field } & {
  [K in RequiredKeys<T>]: Field & { required: true };
};

export type Value = string | number | boolean | string[] | Values | Values[] | undefined;
export interface Values {
  [name: string]: Value;
}

/** Reads parameters by their shape; refuses unknown, missing and malformed ones in Stripe's words. */
export function read(fields: Record<string, Field>, given: Record<string, FormValue>, within = ""): Values {
  const nameOf = (name: string) => (within ? `${within}[${name}]` : name);
  for (const name of Object.keys(given))
    if (!(name in fields))
      throw unusable(`Received unknown parameter: ${nameOf(name)}`, nameOf(name), "parameter_unknown");
  const values: Values = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name];
    if (value === undefined || value === "") {
      if (field.required)
        throw unusable(`Missing required param: ${nameOf(name)}.`, nameOf(name), "parameter_missing");
      continue;
    }
    values[name] = readOne(field, value, nameOf(name));
  }
  return values;
}

function readOne(field: Field, value: FormValue, name: string): Value {
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") throw invalid("string", name);
      return among(field.values, value, name);
    case "whole": {
      if (typeof value !== "string" || !/^-?\d{1,15}$/.test(value)) throw invalid("integer", name);
      const whole = Number(value);
      if (whole < (field.min ?? -99_999_999_999) || whole > (field.max ?? 99_999_999_999))
        throw unusable(`Invalid integer: ${value}`, name, "parameter_invalid_integer");
      return whole;
    }
    case "flag":
      if (value !== "true" && value !== "false") throw invalid("boolean", name);
      return value === "true";
    case "metadata":
      return metadata(value, name);
    case "texts":
      if (!Array.isArray(value)) throw invalid("array", name);
      return value.map((one) => {
        if (typeof one !== "string") throw invalid("string", name);
        return among(field.values, one, name);
      });
    case "group":
      if (typeof value === "string" || Array.isArray(value)) throw invalid("object", name);
      return read(field.fields, value, name);
    case "groups":
      if (!Array.isArray(value)) throw invalid("array", name);
      return value.map((one, i) => {
        if (typeof one === "string" || Array.isArray(one)) throw invalid("object", name);
        return read(field.fields, one, `${name}[${i}]`);
      });
  }
}

function metadata(value: FormValue, name: string): Values {
  if (typeof value === "string" || Array.isArray(value)) throw invalid("hash", name);
  const entries = Object.entries(value);
  if (entries.length > 50) throw unusable("Metadata can have at most 50 keys.", name);
  for (const [key, text] of entries)
    if (typeof text !== "string" || text.length > 500 || key.length > 40)
      throw unusable(`Metadata ${key} is not a text of at most 500 characters.`, `${name}[${key}]`);
  return Object.fromEntries(entries.map(([key, text]) => [key, String(text)]));
}

function among(values: readonly string[] | undefined, value: string, name: string): string {
  if (values && !values.includes(value))
    throw unusable(`Invalid ${name}: must be one of ${values.join(", ")}`, name);
  return value;
}

function invalid(kind: string, name: string): Failure {
  return unusable(`Invalid ${kind}: ${name}`, name, kind === "integer" ? "parameter_invalid_integer" : null);
}
