import { z } from "zod";
import type { Role } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { Forbidden, Invalid, NotFound } from "#lib/errors.ts";
import {
  type Arrival,
  admit,
  arrival,
  type CtxFor,
  declaredAnswer,
  type Guard,
  type Parsed,
  type PublicCtx,
} from "#lib/http/admission.ts";
import { corsHeaders, corsOrigin } from "#lib/http/cors.ts";
import { answerOnce, IDEMPOTENCY_HEADER, type InSystem, idempotencyKey } from "#lib/http/idempotency.ts";
import { entityTag } from "#lib/http/if-match.ts";
import { problemResponse, unstorableText } from "#lib/http/problem.ts";
import { parseBody, readAll } from "#lib/http/request-body.ts";
import { apiPattern } from "#lib/http/route-pattern.ts";
import { timed } from "#lib/http/time-call.ts";
import { verbOf } from "#lib/http/verb-of.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { countError } from "#lib/observability/metrics/record.ts";
import { recordError } from "#lib/observability/traces/record-error.ts";
import { inChildSpan, tellProblem, tellRoute, typeOf } from "#lib/observability/tracing/span.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { TenantMoved } from "#lib/tenancy/moved.ts";
import { ApiQuotaExceeded } from "#lib/usage/admit-call.ts";

export interface Declaration extends Guard {
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body; `multipart` and `raw` leave the stream to the handler. */
  body?: z.ZodType | "multipart";
  /** A JSON body may be left out: then each of its fields has its default. */
  bodyMayBeEmpty?: true;
  response?: z.ZodType;
  /** Media type of an answer that the handler makes itself, where it is no JSON. */
  produces?: string;
  /** Status of success, 200 unless told. */
  status?: number;
  /** The answer has a `revision`: it is the ETag too, and a change may name in If-Match the one it is meant for. */
  versioned?: true;
  /**
   * A POST that makes something: `"by key"` honours Idempotency-Key, which needs its whole effect in `ctx.transaction`
   * (or, for operators, in `system`). Else in words why it needs no key, or takes none.
   */
  creates?: "by key" | { needsNoKey: string } | { takesNoKey: string };
}

type HandlerOf<D extends Declaration> = D["response"] extends z.ZodType
  ? (call: Call<D>) => Promise<Response | z.input<D["response"]>>
  : ((call: Call<D>) => Promise<Response>) | ((call: Call<D>) => Promise<void>);

export interface Call<D extends Declaration> {
  /** Present for access by role or `public`. */
  ctx: CtxFor<D["access"]>;
  params: Parsed<D["params"]>;
  query: Parsed<D["query"]>;
  body: Parsed<D["body"]>;
  request: Request;
  log: Logger;
  traceId: string;
  ip: string | null;
  /** For an operator's verb that makes something: the transaction that its idempotency key has opened, or one of its own. */
  system: InSystem;
}

export interface RouteHandler {
  (
    request: Request,
    context?: { params?: Promise<Record<string, string | string[] | undefined>> },
  ): Promise<Response>;
  declaration: Declaration;
}

/** `A`: what it answers. */
export interface Route<A> extends RouteHandler {
  /**
   * What a GET by role answers to a member whom a page has admitted already (app/caller.ts), as the browser would read it:
   * for the page that shows it first. Throws where the route refuses the member, or needs more than that.
   */
  firstAnswer: (ctx: Ctx, asked?: Asked) => Promise<A>;
}

type AnswerOf<D extends Declaration> = D["response"] extends z.ZodType ? z.output<D["response"]> : never;

/** Of a route's address: what stands in its path, and behind the question mark. */
export interface Asked {
  params?: Record<string, string>;
  query?: Record<string, string>;
}

/**
 * A route: one declaration and one call. Resolves tenant and principal, checks origin and content type, validates both
 * ways and answers problems as problem+json. The same declaration makes the API description and the isolation matrix.
 */
export function route<const D extends Declaration>(
  declaration: D,
  handler: HandlerOf<D>,
): Route<AnswerOf<D>> {
  const handle = async (
    request: Request,
    context?: { params?: Promise<Record<string, string | string[] | undefined>> },
  ) => {
    const { pathname, searchParams } = new URL(request.url);
    const arrived = arrival(request.headers, `${request.method} ${pathname}`, !isRead(request));
    const { traceId, ip } = arrived;
    const pattern = apiPattern(pathname);
    tellRoute(pattern);
    let log: Logger = logger().child({ ip, call: arrived.what });
    try {
      arrived.corsOrigin = await corsOrigin(request.headers);
      const admitted = await admit(declaration, arrived);
      log = admitted.log;
      const params = parse(declaration.params, await context?.params, "not_found");
      const query = parse(declaration.query, queryOf(searchParams));
      const body = await parseBody(declaration, request);
      const call = {
        ctx: admitted.ctx,
        params,
        query,
        body: body.value,
        request,
        log,
        traceId,
        ip,
        system: withSystem,
      };
      // The declaration fixes which parts are there; TypeScript cannot follow that through the branches above.
      const perform = (changed: Partial<typeof call>) =>
        inChildSpan(verbOf(`${request.method} ${pattern}`), {}, () =>
          answer(declaration, () => handler({ ...call, ...changed } as unknown as Call<D>)),
        );
      const key = keyOf(declaration, request.headers);
      if (key === null) return finish(await perform({}), arrived);
      const bytes = declaration.body === "multipart" ? await readAll(request) : body.bytes;
      const sent = {
        key,
        method: request.method,
        address: pathname + new URL(request.url).search,
        contentType: request.headers.get("content-type"),
        body: bytes,
      };
      const again = declaration.body === "multipart" ? { request: repeatable(request, bytes) } : {};
      const response = await answerOnce(named(admitted.ctx), sent, (within) =>
        perform({ ...again, ...within }),
      );
      return finish(response, arrived);
    } catch (error) {
      if (error instanceof ApiQuotaExceeded) arrived.allowance = error.allowance;
      const problem = problemResponse(error, log, traceId);
      tellProblem(error, problem.status);
      if (problem.status >= 500) {
        countError(typeOf(error), "api");
        recordError(error, { service: "api", route: `${request.method} ${pattern}` });
      }
      if (error instanceof TenantMoved)
        problem.headers.set("location", `${error.origin}${pathname}${new URL(request.url).search}`);
      return finish(problem, arrived);
    }
  };
  const firstAnswer = async (ctx: Ctx, { params, query }: Asked = {}): Promise<AnswerOf<D>> => {
    const { access, body, personal, fresh, whileSuspended, summary } = declaration;
    if (!isRole(access) || body || personal || fresh)
      throw new Error(`"${summary}" is not for a page to ask in somebody's place`);
    requireRole(ctx, access);
    if (!ctx.tenant.isActive && !(whileSuspended && ctx.principal.role === "admin"))
      throw new Forbidden(
        "tenant_suspended",
        problemText("http.suspendedAdminsSettle", { name: ctx.tenant.name }),
      );
    const call = {
      ctx,
      params: parse(declaration.params, params, "not_found"),
      query: parse(declaration.query, query ?? {}),
    };
    const response = await inChildSpan("first answer", {}, () =>
      answer(declaration, () => handler(call as unknown as Call<D>)),
    );
    return response.json();
  };
  return Object.assign(timed(handle), { declaration, firstAnswer });
}

const isRole = (access: Declaration["access"]): access is Role =>
  access === "viewer" || access === "editor" || access === "admin";

async function answer(declaration: Declaration, handle: () => Promise<unknown>): Promise<Response> {
  const result = await handle();
  if (result instanceof Response) return result;
  const status = declaration.status ?? (declaration.response ? 200 : 204);
  if (!declaration.response) return new Response(null, { status });
  const answered = declaredAnswer(declaration.response, result, declaration);
  const headers: Record<string, string> = declaration.versioned
    ? { etag: entityTag(Revised.parse(answered).revision) }
    : {};
  return Response.json(answered, { status, headers });
}

/** The key under which this request is answered once; null where it brings none, or needs none. */
function keyOf({ creates }: Declaration, headers: Headers): string | null {
  if (!creates || (creates !== "by key" && "needsNoKey" in creates)) return null;
  const key = idempotencyKey(headers);
  if (key !== null && creates !== "by key")
    throw new Invalid("idempotency_key_not_taken", `${IDEMPOTENCY_HEADER}: ${creates.takesNoKey}`);
  return key;
}

/** Whose key it is. Only routes by role and operators' honour keys: elsewhere nobody is known. */
function named(ctx: Ctx | PublicCtx | OperatorCtx | undefined): Ctx | OperatorCtx {
  if (ctx && ("principal" in ctx || "actor" in ctx)) return ctx;
  throw new Error("A route that honours Idempotency-Key needs a role or operators as its access");
}

const repeatable = ({ url, method, headers }: Request, body: Uint8Array<ArrayBuffer>) =>
  new Request(url, { method, headers, body });

const Revised = z.object({ revision: z.number() });

const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

/** What an answer in pieces reads while it is sent has no other place to be refused. */
function queryOf(searchParams: URLSearchParams): Record<string, string> {
  const query = Object.fromEntries(searchParams);
  if (Object.values(query).some((value) => value.includes("\0"))) throw unstorableText();
  return query;
}

function parse(schema: z.ZodObject | undefined, value: unknown, orElse?: "not_found"): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  // A malformed id in the path names nothing.
  if (orElse) throw new NotFound("not_found", problemText("http.nothingHereCheck"));
  throw result.error;
}

function finish(response: Response, { traceId, allowance, corsOrigin: origin }: Arrival): Response {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-trace-id", traceId);
  response.headers.append("vary", "Origin");
  for (const [name, value] of Object.entries(origin ? corsHeaders(origin) : {}))
    response.headers.set(name, value);
  if (allowance) {
    response.headers.set("x-ratelimit-limit", String(allowance.limit));
    response.headers.set("x-ratelimit-remaining", String(allowance.remaining));
    response.headers.set("x-ratelimit-reset", String(allowance.resetAt.getTime() / 1000));
  }
  return response;
}
