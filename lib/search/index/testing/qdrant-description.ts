import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

const FILE = path.resolve("../shared/contracts/qdrant-openapi.json");

/** Whether Qdrant's official description is beside the project; without it nothing can be held against it. */
export const hasDescription = existsSync(FILE);

interface Operation {
  requestBody?: { content?: { "application/json"?: { schema: object } } };
  responses: Record<string, { content?: { "application/json"?: { schema: object } } }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
}

/** Qdrant's official description: which operation a request is, and whether it and its answer are as described. */
export class QdrantDescription {
  #description: Description;
  #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  #validators = new Map<string, ValidateFunction>();

  constructor() {
    this.#description = withNulls(JSON.parse(readFileSync(FILE, "utf8"))) as Description;
    this.#ajv.addSchema(this.#description, "qdrant");
  }

  /** The pattern of a path, and what stands in its braces; null for one that Qdrant does not have. */
  match(method: string, pathname: string): { pattern: string; names: Record<string, string> } | null {
    const parts = pathname.split("/");
    const found = Object.keys(this.#description.paths)
      .filter((pattern) => this.#description.paths[pattern]?.[method.toLowerCase()])
      .map((pattern) => ({ pattern, words: pattern.split("/") }))
      .filter(({ words }) => words.length === parts.length)
      .filter(({ words }) => words.every((word, at) => word.startsWith("{") || word === parts[at]))
      // A word beats a name: /collections/aliases is no collection.
      .sort((a, b) => braces(a.pattern) - braces(b.pattern))[0];
    if (!found) return null;
    const names = found.words.flatMap((word, at) =>
      word.startsWith("{") ? [[word.slice(1, -1), decodeURIComponent(parts[at] ?? "")] as const] : [],
    );
    return { pattern: found.pattern, names: Object.fromEntries(names) };
  }

  /** What is wrong with a request's body, in words; null: nothing. */
  requestProblem(method: string, pattern: string, body: unknown): string | null {
    const at = [
      "paths",
      pattern,
      method.toLowerCase(),
      "requestBody",
      "content",
      "application/json",
      "schema",
    ];
    if (!this.#isThere(at)) return body === undefined ? null : "a body that is not described";
    return this.#problem(at, body);
  }

  responseProblem(method: string, pattern: string, status: number, body: unknown): string | null {
    const responses = ["paths", pattern, method.toLowerCase(), "responses"];
    const rest = ["content", "application/json", "schema"];
    const exact = [...responses, String(status), ...rest];
    return this.#problem(
      this.#isThere(exact) ? exact : [...responses, status < 500 ? "4XX" : "default", ...rest],
      body,
    );
  }

  #problem(at: string[], body: unknown): string | null {
    const pointer = at
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `qdrant#/${pointer}` });
    this.#validators.set(pointer, validate);
    return validate(body) ? null : this.#ajv.errorsText(validate.errors);
  }

  #isThere(at: string[]): boolean {
    let node: unknown = this.#description;
    for (const part of at) {
      if (typeof node !== "object" || node === null || !(part in node)) return false;
      node = (node as Record<string, unknown>)[part];
    }
    return true;
  }
}

const braces = (pattern: string) => pattern.split("{").length;

/** OpenAPI 3.0 says `nullable`; JSON Schema says that null is one of the choices. */
function withNulls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withNulls);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, withNulls(value)]));
  if (nullable !== true) return schema;
  return Object.keys(schema).length === 0 ? { type: "null" } : { anyOf: [schema, { type: "null" }] };
}
