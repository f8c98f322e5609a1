import { sql } from "drizzle-orm";
import { withSystem } from "#db/tenant.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * Cross-origin calls: an organisation lists the exact origins whose pages may call its API, with an API key and never with
 * a cookie (`Access-Control-Allow-Credentials` is never sent). The organisation is the host's, as everywhere.
 */

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const REQUEST_HEADERS =
  "authorization, content-type, if-match, if-none-match, idempotency-key, range, x-tenant-id";
const EXPOSED =
  "content-disposition, etag, idempotency-replayed, location, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-trace-id";
const PREFLIGHT_SECONDS = 600;

/** The origin that a call with an API key may be answered to, where it comes from a page elsewhere that is listed; else null. */
export async function corsOrigin(headers: Headers): Promise<string | null> {
  const origin = headers.get("origin");
  if (!origin || !/^Bearer\s+cai_/i.test(headers.get("authorization") ?? "")) return null;
  return (await isListed(headers.get("host"), origin)) ? origin : null;
}

export function corsHeaders(origin: string): Record<string, string> {
  return { "access-control-allow-origin": origin, "access-control-expose-headers": EXPOSED };
}

/**
 * The answer to a browser that asks before it sends (`OPTIONS` with `Access-Control-Request-Method`): nothing is known of
 * the caller yet, so it tells of the host's organisation only whether this very origin is listed.
 */
export async function preflight(headers: Headers): Promise<Response> {
  const origin = headers.get("origin");
  const method = headers.get("access-control-request-method")?.toUpperCase() ?? "";
  const allowed = origin && METHODS.includes(method) && (await isListed(headers.get("host"), origin));
  return new Response(null, {
    status: 204,
    headers: {
      vary: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
      "cache-control": "no-store",
      ...(allowed
        ? {
            "access-control-allow-origin": origin,
            "access-control-allow-methods": METHODS.join(", "),
            "access-control-allow-headers": REQUEST_HEADERS,
            "access-control-max-age": String(PREFLIGHT_SECONDS),
          }
        : {}),
    },
  });
}

/** At the platform's own host no organisation is named before the call itself, so nothing is listed there. */
async function isListed(host: string | null, origin: string): Promise<boolean> {
  const target = hostTarget(host);
  if (!target || target.kind === "root" || origin.length > 300) return false;
  const which = target.kind === "slug" ? sql`t.slug = ${target.slug}` : sql`t.domain = ${target.domain}`;
  const [row] = await withSystem((tx) =>
    tx.execute<{ listed: boolean }>(sql`
      select true as listed from tenants t join tenant_settings s on s.tenant_id = t.id
      where ${which} and ${origin} = any (s.cors_origins)`),
  );
  return row !== undefined;
}
