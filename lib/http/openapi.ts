import { z } from "zod";
import { ROLES } from "#db/schema/auth.ts";
import type { Access } from "#lib/http/admission.ts";
import { declaredMethods, type HttpMethod } from "#lib/http/declared-methods.ts";
import type { Declaration } from "#lib/http/route.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { originOf } from "#lib/tenancy/host.ts";
import { listEventTypes, messageSchema } from "#lib/webhooks/event-types.ts";

type Json = Record<string, unknown>;

/** The API as an OpenAPI 3.1 document, made from the declarations of all routes. The same for every caller. */
export async function openApiDocument(): Promise<Json> {
  document ??= build();
  return document;
}
let document: Promise<Json> | undefined;

async function build(): Promise<Json> {
  const paths: Record<string, Json> = {};
  for (const [pattern, load] of Object.entries(ROUTE_MODULES)) {
    for (const { method, handler } of declaredMethods(await load())) {
      if (handler)
        paths[pattern] = {
          ...paths[pattern],
          [method.toLowerCase()]: operation(method, pattern, handler.declaration),
        };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Construction AI",
      version: "1",
      description:
        "Take-off, cost and embodied carbon of building models. Sizes are bytes, times ISO 8601 in UTC, money decimal strings with their currency. Errors are `application/problem+json` (RFC 9457) with a stable `code`.",
    },
    servers: [
      {
        url: originOf("{slug}"),
        description: "An organisation's own address",
        variables: { slug: { default: "demo" } },
      },
      { url: originOf(null), description: "The platform's address: name the organisation in `X-Tenant-ID`" },
    ],
    tags: [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({ name })),
    paths,
    webhooks: webhooks(),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: { Problem: jsonSchema(Problem, "output") },
      parameters: { TenantId: TENANT_ID, IdempotencyKey: IDEMPOTENCY_KEY },
      responses: PROBLEMS,
    },
  };
}

/** What organisations' endpoints are sent. */
function webhooks(): Record<string, Json> {
  return Object.fromEntries(
    listEventTypes("en").items.map(({ type, description, example }) => [
      type,
      {
        post: {
          operationId: `webhook.${type}`,
          summary: description,
          description:
            "Signed by the Standard Webhooks scheme: check `webhook-signature` before anything else, and drop a `webhook-id` that came before. Answer 2xx within 15 seconds; anything else is tried again, ten times over three days.",
          tags: ["webhooks"],
          security: [{}],
          parameters: WEBHOOK_HEADERS,
          requestBody: {
            required: true,
            content: { "application/json": { schema: jsonSchema(messageSchema(type), "output"), example } },
          },
          responses: {
            "2XX": { description: "Received" },
            "410": { description: "Gone: the endpoint is disabled" },
            default: { description: "Not received: it is tried again" },
          },
        },
      },
    ]),
  );
}

function operation(method: HttpMethod, pattern: string, declaration: Declaration): Json {
  const ofTenant = declaration.access === "public" || isRole(declaration);
  return {
    operationId: `${method.toLowerCase()}${pattern
      .replace("/api", "")
      .replace(/\{\.*(\w+)\}/g, "by-$1")
      .replace(/[/.-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: declaration.summary,
    tags: [tagOf(pattern)],
    ...(isRole(declaration)
      ? {
          description: `Needs the role ${declaration.access}${declaration.whileSuspended ? "; open to admins while the organisation is suspended" : ""}.`,
        }
      : {}),
    security: SECURITY[declaration.access],
    parameters: [
      ...(ofTenant ? [{ $ref: "#/components/parameters/TenantId" }] : []),
      ...parameters("path", declaration.params),
      ...parameters("query", declaration.query),
      ...(declaration.versioned && method !== "GET" ? [IF_MATCH] : []),
      ...(declaration.creates === "by key" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(declaration.body
      ? { requestBody: requestBody(declaration.body, declaration.bodyMayBeEmpty !== true) }
      : {}),
    responses: { [successStatus(declaration)]: success(declaration), ...problems(method, declaration) },
  };
}

function isRole(declaration: Declaration): boolean {
  return ROLES.some((role) => role === declaration.access);
}

/** What `route()` answers a call with that succeeded. */
export function successStatus(declaration: Declaration): number {
  return declaration.status ?? (declaration.response || declaration.produces ? 200 : 204);
}

function success(declaration: Declaration): Json {
  const description = declaration.summary;
  if (successStatus(declaration) === 302)
    return {
      description,
      headers: { Location: { description: "Where the bytes are", schema: { type: "string" } } },
    };
  if (declaration.produces)
    return { description, content: { [declaration.produces]: { schema: { type: "string" } } } };
  return {
    description,
    ...headersOf({
      ...(declaration.versioned ? ETAG : {}),
      ...(declaration.creates === "by key" ? REPLAYED : {}),
    }),
    ...(declaration.response
      ? { content: { "application/json": { schema: jsonSchema(declaration.response, "output") } } }
      : {}),
  };
}

const headersOf = (headers: Json) => (Object.keys(headers).length > 0 ? { headers } : {});

/** The problems that the wrapper itself may answer with; those of the domain are under `default`. */
function problems(method: HttpMethod, declaration: Declaration): Json {
  const changes = method !== "GET";
  const { access } = declaration;
  const statuses = [
    ...(declaration.query || declaration.body ? [400] : []),
    ...(isRole(declaration) ? [401] : []),
    ...(isRole(declaration) || access === "public" || changes ? [403] : []),
    ...(access === "anyone" && !declaration.params ? [] : [404]),
    ...(declaration.creates === "by key" ? [409, 422] : []),
    ...(changes && declaration.versioned ? [412] : []),
    ...(declaration.body ? [413] : []),
    ...(changes ? [415] : []),
  ];
  return {
    ...Object.fromEntries(
      statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
    ),
    default: { $ref: "#/components/responses/Problem" },
  };
}

function requestBody(body: NonNullable<Declaration["body"]>, required: boolean): Json {
  if (body === "multipart") {
    const schema = {
      type: "object",
      required: ["file"],
      properties: { file: { type: "string", contentMediaType: "application/octet-stream" } },
    };
    return { required: true, content: { "multipart/form-data": { schema } } };
  }
  return { required, content: { "application/json": { schema: jsonSchema(body, "input") } } };
}

function parameters(where: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { required } = z
    .object({ required: z.array(z.string()).default([]) })
    .parse(jsonSchema(schema, "input"));
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: jsonSchema(field, "input"),
  }));
}

function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function tagOf(pattern: string): string {
  return pattern.split("/")[2] ?? "api";
}

const Problem = z.looseObject({
  type: z.string().describe("A URN of the code"),
  title: z.string(),
  status: z.int(),
  code: z.string().describe("Stable, for programs"),
  detail: z.string().describe("For people: what happened and what to do next"),
  trace_id: z.string(),
  issues: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe("With `invalid_input`: each field that cannot be used"),
});

const PROBLEM_CONTENT = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
const PROBLEMS: Record<string, Json> = {
  Problem: { description: "A problem", content: PROBLEM_CONTENT },
  Problem400: { description: "The input cannot be used", content: PROBLEM_CONTENT },
  Problem401: { description: "No credentials, or none that count any more", content: PROBLEM_CONTENT },
  Problem403: {
    description:
      "The role does not allow it, the organisation is suspended, or the page it came from is another's",
    content: PROBLEM_CONTENT,
  },
  Problem404: { description: "Not there, or not the caller's", content: PROBLEM_CONTENT },
  Problem409: {
    description:
      "It is in the way of something else, or the first request with this Idempotency-Key is under way",
    content: PROBLEM_CONTENT,
  },
  Problem412: { description: "Changed since the version named in If-Match", content: PROBLEM_CONTENT },
  Problem413: { description: "The body is too large", content: PROBLEM_CONTENT },
  Problem415: { description: "Another content type is needed", content: PROBLEM_CONTENT },
  Problem422: {
    description: "The Idempotency-Key came with another request before",
    content: PROBLEM_CONTENT,
  },
};

const TENANT_ID = {
  name: "X-Tenant-ID",
  in: "header",
  required: false,
  description:
    "Slug or id of the organisation. Needed on the platform's own address; on an organisation's address it must agree with it.",
  schema: { type: "string" },
};

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "1 to 255 printable ASCII characters, fresh for each thing to make. Sent again within 24 hours with the same request, it makes nothing and gets the first answer again; an answer that refused is not kept.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};
const REPLAYED = {
  "Idempotency-Replayed": {
    description: "`true` where the answer is that of an earlier request with the same Idempotency-Key",
    schema: { type: "string", enum: ["true"] },
  },
};

const ETAG = { ETag: { description: "The revision, for If-Match", schema: { type: "string" } } };
const IF_MATCH = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The ETag that the change is meant for: 412 when it is not the present one. Without it the change is made whatever came before.",
  schema: { type: "string" },
};

const WEBHOOK_HEADERS = [
  ["webhook-id", "The message: the same whenever it is sent again"],
  ["webhook-timestamp", "Seconds since 1970 of this attempt"],
  [
    "webhook-signature",
    "`v1,<base64>`: HMAC-SHA256 of `id.timestamp.body`; several, apart by a space, while a changed secret overlaps",
  ],
].map(([name, description]) => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
}));

const SECURITY_SCHEMES = {
  apiKey: { type: "http", scheme: "bearer", description: "An API key of the organisation, `cai_…`" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-cai-session",
    description: "A browser's sign-in; `cai-session` over plain http",
  },
  operator: { type: "http", scheme: "bearer", description: "OPERATOR_TOKEN of the installation" },
  operatorSession: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-cai-operator",
    description: "An operator's sign-in on the platform's own address; `cai-operator` over plain http",
  },
  metrics: { type: "http", scheme: "bearer", description: "METRICS_TOKEN of the installation" },
  mailProvider: { type: "http", scheme: "bearer", description: "MAIL_WEBHOOK_SECRET of the installation" },
};
const BY_ROLE = [{ apiKey: [] }, { session: [] }];
const SECURITY: Record<Access, Json[]> = {
  viewer: BY_ROLE,
  editor: BY_ROLE,
  admin: BY_ROLE,
  public: [{}, ...BY_ROLE],
  anyone: [{}],
  operator: [{ operator: [] }, { operatorSession: [] }],
  metrics: [{ metrics: [] }],
  mail_provider: [{ mailProvider: [] }],
};
