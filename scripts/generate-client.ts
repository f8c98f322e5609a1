import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { openApiDocument } from "#lib/http/openapi.ts";

/**
 * `npm run generate:client`: writes the types of the client from the API description, in the shape that openapi-fetch
 * takes: `paths[address][method]` with its parameters, body and answers. And the description itself, without the addresses
 * of this installation, which the reference at /docs/api reads: so that its pages need not load every route.
 */

export const CLIENT_TYPES = "lib/api-client/schema.d.ts";
export const CLIENT_DOCUMENT = "lib/api-client/openapi.json";

type Schema = { [keyword: string]: unknown };
const Schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.object({ schema: Schema }));
const Parameter = z.object({
  name: z.string(),
  in: z.enum(["query", "path", "header", "cookie"]),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: Schema,
});
const Response = z.object({
  headers: z.record(z.string(), z.object({ schema: Schema })).default({}),
  content: Content.optional(),
});
const Reference = z.strictObject({ $ref: z.string() });
const Operation = z.object({
  summary: z.string(),
  parameters: z.array(z.union([Reference, Parameter])),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), Schema),
    parameters: z.record(z.string(), Parameter),
    responses: z.record(z.string(), Response),
  }),
});

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const WHERE = ["query", "header", "path", "cookie"] as const;

/** The description's text, the same for the same routes. */
export async function generatedDocument(): Promise<string> {
  const { servers: _ours, ...rest } = await openApiDocument();
  return `${JSON.stringify(rest, null, 1)}\n`;
}

/** The types' text, the same for the same routes. */
export async function generatedClient(): Promise<string> {
  const { paths, components } = Document.parse(await openApiDocument());

  const parametersOf = (given: z.infer<typeof Operation>["parameters"]) => {
    const all = given.map((one) =>
      "$ref" in one ? Parameter.parse(components.parameters[lastOf(one.$ref)]) : one,
    );
    return WHERE.map((where) => {
      const own = all.filter((one) => one.in === where);
      if (own.length === 0) return `${where}?: never;`;
      const optional = own.every(({ required }) => !required) ? "?" : "";
      const fields = own.map(({ name, required, schema }) => field(name, schema, required));
      return `${where}${optional}: { ${fields.join(" ")} };`;
    }).join("\n");
  };
  const contentOf = (content: z.infer<typeof Content> | undefined) =>
    content
      ? `{ ${Object.entries(content)
          .map(([media, { schema }]) => field(media, schema, true))
          .join(" ")} }`
      : "never";
  const responseOf = (given: z.infer<typeof Reference> | z.infer<typeof Response>) => {
    const { headers, content } =
      "$ref" in given ? Response.parse(components.responses[lastOf(String(given.$ref))]) : given;
    const named = Object.entries(headers).map(([name, { schema }]) => field(name, schema, false));
    return `{ headers: { ${named.join(" ")} [name: string]: unknown }; content${content ? "" : "?"}: ${contentOf(content)} }`;
  };
  const operationOf = ({ parameters, requestBody, responses }: z.infer<typeof Operation>) =>
    `{
      parameters: { ${parametersOf(parameters)} };
      ${requestBody ? `requestBody: { content: ${contentOf(requestBody.content)} };` : "requestBody?: never;"}
      responses: { ${Object.entries(responses)
        .map(([status, response]) => `${status}: ${responseOf(response)};`)
        .join("\n")} };
    };`;

  const text = Object.entries(paths).map(
    ([pattern, operations]) =>
      `${JSON.stringify(pattern)}: {
        parameters: { query?: never; header?: never; path?: never; cookie?: never };
        ${METHODS.map((method) => {
          const operation = operations[method];
          return operation
            ? `/** ${operation.summary} */\n${method}: ${operationOf(operation)}`
            : `${method}?: never;`;
        }).join("\n")}
      };`,
  );
  const schemas = Object.entries(components.schemas).map(([name, schema]) => field(name, schema, true));
  return formatted(`// Written by \`npm run generate:client\` from the API description. Do not edit.

export interface paths {
${text.join("\n")}
}
export interface components { schemas: { ${schemas.join("\n")} } }
`);
}

function formatted(text: string): string {
  const args = ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${CLIENT_TYPES}`];
  return execFileSync(process.execPath, args, { input: text, encoding: "utf8" });
}

const lastOf = (reference: string) => reference.split("/").at(-1) ?? "";

function field(name: string, schema: Schema, required: boolean): string {
  const { description } = schema;
  const comment = typeof description === "string" ? `\n/** ${description.replaceAll("*/", "* /")} */\n` : "";
  return `${comment}${JSON.stringify(name)}${required ? "" : "?"}: ${typeOf(schema)};`;
}

/** The TypeScript type of a JSON schema. Throws for a keyword that would need one and has none here. */
export function typeOf(given: unknown): string {
  const schema = Schema.parse(given);
  if (typeof schema.$ref === "string") {
    if (!schema.$ref.startsWith("#/components/schemas/"))
      throw new Error(`A schema refers to ${schema.$ref}, which has no name among the components`);
    return `components["schemas"][${JSON.stringify(lastOf(schema.$ref))}]`;
  }
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) return `(${[...new Set(alternatives.map(typeOf))].join(" | ")})`;
  if (Array.isArray(schema.allOf)) return `(${schema.allOf.map(typeOf).join(" & ")})`;
  if (Array.isArray(schema.type))
    return `(${schema.type.map((type: unknown) => typeOf({ ...schema, type })).join(" | ")})`;
  switch (schema.type) {
    case "string":
      return schema.contentMediaType ? "Blob" : "string";
    case "number":
    case "integer":
      return "number";
    case "boolean":
    case "null":
      return schema.type;
    case "array":
      if (Array.isArray(schema.prefixItems)) return `[${schema.prefixItems.map(typeOf).join(", ")}]`;
      return `(${schema.items ? typeOf(schema.items) : "unknown"})[]`;
    case "object":
      return objectType(schema);
    case undefined:
      return "unknown";
    default:
      throw new Error(`A schema has the type ${String(schema.type)}, which is not known here`);
  }
}

function objectType({ properties, required, additionalProperties, propertyNames }: Schema): string {
  const fields = Object.entries(z.record(z.string(), Schema).parse(properties ?? {}));
  const needed = z.array(z.string()).parse(required ?? []);
  const rest =
    additionalProperties && typeof additionalProperties === "object"
      ? typeOf(additionalProperties)
      : "unknown";
  if (fields.length === 0) {
    if (additionalProperties === false) return "Record<string, never>";
    const key = propertyNames ? typeOf(propertyNames) : "string";
    return key === "string" ? `Record<string, ${rest}>` : `Partial<Record<${key}, ${rest}>>`;
  }
  return `{ ${fields.map(([name, schema]) => field(name, schema, needed.includes(name))).join(" ")} }`;
}

if (import.meta.main) {
  // The settings ask for one; nothing of it comes into the file.
  process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
  await writeFile(CLIENT_TYPES, await generatedClient());
  await writeFile(CLIENT_DOCUMENT, await generatedDocument());
  console.log(`wrote ${CLIENT_TYPES} and ${CLIENT_DOCUMENT}`);
  // The route modules keep pools and timers that would keep this process.
  process.exit(0);
}
