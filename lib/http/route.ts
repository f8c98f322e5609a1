import type { z } from "zod";
import { AppError, Invalid, NotFound, UnsupportedMediaType } from "#lib/errors.ts";
import {
  type Arrival,
  admit,
  arrival,
  type CtxFor,
  declaredAnswer,
  type Guard,
  type Parsed,
} from "#lib/http/admission.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { ApiQuotaExceeded } from "#lib/usage/admit-call.ts";

export interface Declaration extends Guard {
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body; `multipart` and `raw` leave the stream to the handler. */
  body?: z.ZodType | "multipart";
  response?: z.ZodType;
  /** Media type of an answer that the handler makes itself, where it is no JSON. */
  produces?: string;
  /** Status of success, 200 unless told. */
  status?: number;
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
    const { pathname, searchParams } = new URL(request.url);
    const arrived = arrival(request.headers, `${request.method} ${pathname}`, !isRead(request));
    const { traceId, ip } = arrived;
    let log = logger();
    try {
      const admitted = await admit(declaration, arrived);
      log = admitted.log;
      const call = {
        ctx: admitted.ctx,
        params: parse(declaration.params, await context?.params, "not_found"),
        query: parse(declaration.query, Object.fromEntries(searchParams)),
        body: await parseBody(declaration, request),
        request,
        log,
        traceId,
        ip,
      };
      // The declaration fixes which parts are there; TypeScript cannot follow that through the branches above.
      const result = await handler(call as unknown as Call<D>);
      if (result instanceof Response) return finish(result, arrived);
      const status = declaration.status ?? 200;
      if (!declaration.response)
        return finish(new Response(null, { status: declaration.status ?? 204 }), arrived);
      return finish(
        Response.json(declaredAnswer(declaration.response, result, declaration), { status }),
        arrived,
      );
    } catch (error) {
      if (error instanceof ApiQuotaExceeded) arrived.allowance = error.allowance;
      return finish(problemResponse(error, log, traceId), arrived);
    }
  };
  return Object.assign(handle, { declaration });
}

const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

async function parseBody(declaration: Declaration, request: Request): Promise<unknown> {
  if (isRead(request)) return undefined;
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

function finish(response: Response, { traceId, allowance }: Arrival): Response {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-trace-id", traceId);
  if (allowance) {
    response.headers.set("x-ratelimit-limit", String(allowance.limit));
    response.headers.set("x-ratelimit-remaining", String(allowance.remaining));
    response.headers.set("x-ratelimit-reset", String(allowance.resetAt.getTime() / 1000));
  }
  return response;
}
