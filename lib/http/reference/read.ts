import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { exampleOf, Schema } from "./example.ts";

/** The API description as people read it: operations by tag, with examples. */
export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  /** Of the installation's operators, not of an organisation. */
  forOperators: boolean;
  parameters: ApiParameter[];
  body: { media: string; schema: Schema; example: unknown } | null;
  responses: { status: string; description: string; schema: Schema | null }[];
  curl: string;
  typescript: string;
}

export interface ApiParameter {
  name: string;
  in: "query" | "path" | "header" | "cookie";
  required: boolean;
  description?: string | undefined;
  schema: Schema;
}

export interface ApiTag {
  name: string;
  operations: ApiOperation[];
}

const Parameter = z.object({
  name: z.string(),
  in: z.enum(["query", "path", "header", "cookie"]),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: Schema,
});
const Content = z.record(z.string(), z.object({ schema: Schema }));
const Response = z.object({ description: z.string(), content: Content.optional() });
const Reference = z.strictObject({ $ref: z.string() });
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.unknown())),
  parameters: z.array(z.union([Reference, Parameter])),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    parameters: z.record(z.string(), Parameter),
    responses: z.record(z.string(), Response),
  }),
});

/** The same for every caller, and made once. */
export function apiReference(): Promise<ApiTag[]> {
  reference ??= read();
  return reference;
}
let reference: Promise<ApiTag[]> | undefined;

/** Written by `npm run generate:client`: the pages of the reference need not load every route. */
const DOCUMENT = path.join(process.cwd(), "lib", "api-client", "openapi.json");

async function read(): Promise<ApiTag[]> {
  const { paths, components } = Document.parse(JSON.parse(await readFile(DOCUMENT, "utf8")));
  const tags = new Map<string, ApiOperation[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, given] of Object.entries(methods)) {
      const parameters = given.parameters.map((one) =>
        "$ref" in one ? Parameter.parse(components.parameters[lastOf(one.$ref)]) : one,
      );
      const [content] = Object.entries(given.requestBody?.content ?? {});
      const body = content
        ? { media: content[0], schema: content[1].schema, example: exampleOf(content[1].schema) }
        : null;
      const called = { method: method.toUpperCase(), path, parameters, body };
      const operation: ApiOperation = {
        ...called,
        id: given.operationId,
        summary: given.summary,
        description: given.description ?? null,
        forOperators: given.security.some((one) => "operator" in one || "metrics" in one),
        responses: Object.entries(given.responses).map(([status, one]) => {
          const { description, content } =
            "$ref" in one ? Response.parse(components.responses[lastOf(String(one.$ref))]) : one;
          const schema = content?.["application/json"]?.schema ?? null;
          return { status, description, schema };
        }),
        curl: curlOf(called),
        typescript: typescriptOf(called),
      };
      const [tag = "api"] = given.tags;
      tags.set(tag, [...(tags.get(tag) ?? []), operation]);
    }
  return [...tags].map(([name, operations]) => ({ name, operations }));
}

const lastOf = (reference: string) => reference.split("/").at(-1) ?? "";

type Called = Pick<ApiOperation, "method" | "path" | "parameters" | "body">;

function curlOf({ method, path, parameters, body }: Called): string {
  const query = parameters.filter((one) => one.in === "query" && one.required);
  const search = new URLSearchParams(
    query.map(({ name, schema }) => [name, String(exampleOf(schema))]),
  ).toString();
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"$BASE${address}${search ? `?${search}` : ""}"`,
    `-H "authorization: Bearer $KEY"`,
    ...(parameters.some(({ name }) => name === "Idempotency-Key")
      ? [`-H "idempotency-key: $(uuidgen)"`]
      : []),
    ...(body?.media === "multipart/form-data" ? ["-F file=@house.ifc"] : []),
    ...(body?.media === "application/json"
      ? [
          `-H "content-type: application/json"`,
          `-d '${JSON.stringify(body.example).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ].join(" \\\n  ");
}

function typescriptOf({ method, path, parameters, body }: Called): string {
  const of = (where: ApiParameter["in"]) =>
    parameters.filter((one) => one.in === where && (one.required || one.name === "Idempotency-Key"));
  const groups = (["path", "query", "header"] as const).flatMap((where) => {
    const fields = of(where).map(({ name, schema }) =>
      name === "Idempotency-Key"
        ? `"${name}": crypto.randomUUID()`
        : `${name}: ${JSON.stringify(exampleOf(schema))}`,
    );
    return fields.length > 0 ? [`${where}: { ${fields.join(", ")} }`] : [];
  });
  const lines = [
    ...(groups.length > 0 ? [`params: { ${groups.join(", ")} },`] : []),
    ...(body?.media === "application/json"
      ? [`body: ${JSON.stringify(body.example, null, 2).replaceAll("\n", "\n  ")},`]
      : []),
    ...(body?.media === "multipart/form-data"
      ? [
          "body: { file },",
          'bodySerializer: ({ file }) => { const form = new FormData(); form.set("file", file); return form; },',
        ]
      : []),
  ];
  const options = lines.length > 0 ? `, {\n${lines.map((line) => `  ${line}`).join("\n")}\n}` : "";
  return `const { data, error } = await client.${method}(${JSON.stringify(path)}${options});`;
}
