import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Role } from "#db/schema/auth.ts";
import { identify, isMetricsScraper, isOperator, withoutSession } from "#lib/auth/caller.ts";
import { config } from "#lib/config/index.ts";
import {
  AppError,
  Forbidden,
  Invalid,
  NotFound,
  Unauthenticated,
  UnsupportedMediaType,
} from "#lib/errors.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx, requireRole } from "#lib/tenancy/context.ts";

/**
 * Who may call: a role of the tenant, `public` (the tenant alone, no credentials needed), `anyone` (no tenant at all),
 * `operator` (bearer OPERATOR_TOKEN, or a browser's session that was started with it) or `metrics` (bearer METRICS_TOKEN).
 */
export type Access = Role | "public" | "anyone" | "operator" | "metrics";

export interface Declaration {
  /** One line for the API description. */
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body; `multipart` and `raw` leave the stream to the handler. */
  body?: z.ZodType | "multipart";
  response?: z.ZodType;
  /** Media type of an answer that the handler makes itself, where it is no JSON. */
  produces?: string;
  /** Status of success, 200 unless told. */
  status?: number;
  /** An admin may call it while the tenant is suspended (billing). */
  whileSuspended?: boolean;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

type HandlerOf<D extends Declaration> = D["response"] extends z.ZodType
  ? (call: Call<D>) => Promise<Response | z.input<D["response"]>>
  : ((call: Call<D>) => Promise<Response>) | ((call: Call<D>) => Promise<void>);

export interface Call<D extends Declaration> {
  /** Present for access by role or `public`. */
  ctx: D["access"] extends Role ? Ctx : D["access"] extends "public" ? PublicCtx : undefined;
  params: Parsed<D["params"]>;
  query: Parsed<D["query"]>;
  body: Parsed<D["body"]>;
  request: Request;
  log: Logger;
  traceId: string;
  ip: string | null;
}
export interface PublicCtx {
  tenant: Ctx["tenant"];
  /** Null for callers without credentials. */
  ctx: Ctx | null;
}

export interface RouteHandler {
  (
    request: Request,
    context?: { params?: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>;
  declaration: Declaration;
}

/**
 * A route: one declaration and one call. Resolves tenant and principal, checks origin and content type, validates both
 * ways and answers problems as problem+json. The same declaration makes the API description and the isolation matrix.
 */
export function route<const D extends Declaration>(declaration: D, handler: HandlerOf<D>): RouteHandler {
  const handle = async (
    request: Request,
    context?: { params?: Promise<Record<string, string | string[] | undefined>> },
  ) => {
    const traceId = randomBytes(16).toString("hex");
    let log = logger();
    try {
      const ip = clientIp(request.headers);
      const { ctx, publicCtx, credentials } = await admit(declaration, request, { traceId, ip });
      if (ctx) log = ctx.log;
      checkOrigin(request, credentials);
      const call = {
        ctx: declaration.access === "public" ? publicCtx : ctx,
        params: parse(declaration.params, await context?.params, "not_found"),
        query: parse(declaration.query, Object.fromEntries(new URL(request.url).searchParams)),
        body: await parseBody(declaration, request),
        request,
        log,
        traceId,
        ip,
      };
      // The declaration fixes which parts are there; TypeScript cannot follow that through the branches above.
      const result = await handler(call as unknown as Call<D>);
      if (result instanceof Response) return finish(result, traceId);
      const status = declaration.status ?? 200;
      if (!declaration.response)
        return finish(new Response(null, { status: declaration.status ?? 204 }), traceId);
      const answer = declaration.response.safeParse(result);
      // Our mistake, not the caller's: so not a ZodError, which would be answered as invalid input.
      if (!answer.success)
        throw new Error(`The answer of "${declaration.summary}" is not what it declares`, {
          cause: answer.error,
        });
      return finish(Response.json(answer.data, { status }), traceId);
    } catch (error) {
      return problemResponse(error, log, traceId);
    }
  };
  return Object.assign(handle, { declaration });
}

/** Address of the caller: of the socket, or what our own proxy says where one is configured (TRUST_PROXY). */
export function clientIp(headers: Headers): string | null {
  return headers.get("x-real-client-ip");
}

interface Admission {
  ctx: Ctx | null;
  publicCtx: PublicCtx | null;
  credentials: "api_key" | "session" | "none";
}

async function admit(
  declaration: Declaration,
  request: Request,
  meta: { traceId: string; ip: string | null },
): Promise<Admission> {
  const { access } = declaration;
  if (access === "anyone") return { ctx: null, publicCtx: null, credentials: "none" };
  if (access === "operator" || access === "metrics") {
    const allowed = access === "operator" ? isOperator(request.headers) : isMetricsScraper(request.headers);
    // 404 for everybody else: what operators have is nobody else's business.
    if (!allowed) throw new NotFound("not_found", "There is nothing here.");
    // Without a bearer it was the operators' cookie, which a browser sends by itself.
    const credentials = request.headers.has("authorization") ? "api_key" : "session";
    return { ctx: null, publicCtx: null, credentials };
  }
  const { tenant, principal, credentials } = await (access === "public"
    ? identifyForPublic(request.headers)
    : identify(request.headers));
  if (!principal && access !== "public") throw new Unauthenticated();
  const ctx = principal
    ? makeCtx({
        tenant,
        principal,
        traceId: meta.traceId,
        ip: meta.ip,
        log: logger().child({ tenantId: tenant.id, traceId: meta.traceId }),
      })
    : null;
  if (!tenant.isActive && !(declaration.whileSuspended && principal?.role === "admin")) {
    throw new Forbidden(
      "tenant_suspended",
      `${tenant.name} is suspended. Its admins can settle this under Invoices, or write to support.`,
    );
  }
  if (ctx && access !== "public") requireRole(ctx, access);
  return { ctx, publicCtx: { tenant, ctx }, credentials };
}

/** What everybody may see is not refused to a browser whose session has ended. */
async function identifyForPublic(headers: Headers): ReturnType<typeof identify> {
  try {
    return await identify(headers);
  } catch (error) {
    if (!(error instanceof Unauthenticated) || headers.has("authorization")) throw error;
    return identify(withoutSession(headers));
  }
}

/**
 * A browser's state-changing request must come from a page of this very host. Programs with an API key send no Origin;
 * one that does must match as well.
 */
function checkOrigin(request: Request, credentials: Admission["credentials"]): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  if (origin === null && credentials === "api_key") return;
  if (origin !== `${config().protocol}://${request.headers.get("host")?.toLowerCase()}`) {
    throw new Forbidden(
      "origin_refused",
      "This request did not come from a page of this address. Open the page again and repeat it there.",
    );
  }
}

async function parseBody(declaration: Declaration, request: Request): Promise<unknown> {
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? null;
  if (declaration.body === "multipart") {
    if (type !== "multipart/form-data")
      throw new UnsupportedMediaType("Send a form of type multipart/form-data with the field `file`.");
    return undefined;
  }
  if (!declaration.body) {
    if (type !== null && type !== "application/json")
      throw new UnsupportedMediaType(
        "This takes no body, or a JSON one: send `content-type: application/json`.",
      );
    return undefined;
  }
  if (type !== "application/json")
    throw new UnsupportedMediaType("Send JSON: `content-type: application/json`.");
  let json: unknown;
  try {
    json = await readJson(request);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new Invalid("invalid_json", "The body is no valid JSON. Check its quotes, commas and brackets.");
  }
  return declaration.body.parse(json);
}

const MAX_JSON_BYTES = 5 * 2 ** 20;

async function readJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_JSON_BYTES)
      throw new AppError(413, "body_too_large", "The body is larger than 5 MiB. Send less at once.");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function parse(schema: z.ZodObject | undefined, value: unknown, orElse?: "not_found"): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  // A malformed id in the path names nothing.
  if (orElse) throw new NotFound("not_found", "There is nothing here. Check the address.");
  throw result.error;
}

function finish(response: Response, traceId: string): Response {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-trace-id", traceId);
  return response;
}
