import { randomInt } from "node:crypto";
import { z } from "zod";
import { config } from "#lib/config/index.ts";
import type { HttpMethod } from "#lib/http/declared-methods.ts";
import type { RouteHandler } from "#lib/http/route.ts";

export interface CallInit {
  /** Host header; the root domain unless told. */
  host?: string;
  headers?: Record<string, string>;
  params?: Record<string, string>;
  /** Sent as JSON, unless it is a form or the text of a body. */
  body?: unknown;
  query?: string;
}

/**
 * Calls a route handler directly, as nothing but `Request` and path parameters: no proxy and no server stands before it.
 * A state-changing request carries the Origin of its own host unless `headers` say otherwise (`origin: ""` sends none);
 * each comes from an address of its own, so that limits per address stay out of the way.
 */
export async function call(
  handler: RouteHandler,
  method: HttpMethod,
  init: CallInit = {},
): Promise<Response> {
  const host = init.host ?? config().rootDomain;
  const headers = new Headers({
    host,
    "x-real-client-ip": `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
  });
  if (method !== "GET") headers.set("origin", `${config().protocol}://${host}`);
  const body = await encodeBody(init.body, headers);
  for (const [name, value] of Object.entries(init.headers ?? {}))
    value === "" ? headers.delete(name) : headers.set(name, value);
  const request = new Request(`http://internal.invalid/api${init.query ?? ""}`, {
    method,
    headers,
    ...(body ? { body } : {}),
  });
  return handler(request, { params: Promise.resolve(init.params ?? {}) });
}

async function encodeBody(body: unknown, headers: Headers): Promise<BodyInit | null> {
  if (body === undefined) return null;
  if (!(body instanceof FormData) && typeof body !== "string") {
    headers.set("content-type", "application/json");
    return JSON.stringify(body);
  }
  const encoded = new Response(body);
  const bytes = await encoded.arrayBuffer();
  headers.set(
    "content-type",
    typeof body === "string" ? "application/json" : (encoded.headers.get("content-type") ?? ""),
  );
  headers.set("content-length", String(bytes.byteLength));
  return bytes;
}

const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  trace_id: z.string(),
});

/** The problem document of a response; throws when it is none. */
export async function problemOf(response: Response): Promise<z.infer<typeof Problem>> {
  if (response.headers.get("content-type") !== "application/problem+json")
    throw new Error(`Status ${response.status} came without a problem document`);
  return Problem.parse(await response.json());
}
