import { type NextRequest, NextResponse } from "next/server";
import { config as settings } from "#lib/config/index.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * The one door for pages: security headers, and headers that only we may set are dropped. It decides nothing about who
 * may see what; pages and routes ask for that themselves, from the Host, and hold without it.
 */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()])
    if (name.startsWith("x-tenant-") || name === "x-middleware-subrequest") headers.delete(name);
  const host = headers.get("host") ?? "";
  headers.set("x-forwarded-host", host);

  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const csp = contentSecurityPolicy(nonce);
  headers.set("content-security-policy", csp);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname);
  headers.set("x-search", request.nextUrl.search);

  const target = hostTarget(host);
  const response =
    request.nextUrl.pathname === "/" && target && target.kind !== "root"
      ? NextResponse.redirect(`${settings().protocol}://${host}/dashboard`)
      : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", isShared(request) ? "no-referrer" : "same-origin");
  if (isShared(request)) response.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cache-control", "no-store");
  return response;
}

/** Routes answer for themselves and take bodies that must not be buffered here; static files need no door. */
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|icon.svg|samples/).*)"] };

/** A page whose address is its key: it is told to nobody. */
const isShared = ({ nextUrl }: NextRequest) => nextUrl.pathname.startsWith("/shared/");

function contentSecurityPolicy(nonce: string): string {
  const { storage, environment, mail, protocol, rootDomain } = settings();
  const dev = environment === "development";
  const objects = storage.kind === "s3" ? objectOrigins(storage) : "";
  // The development inbox shows mails of every organisation, with their logos.
  const logos = mail.kind === "inbox" ? ` ${protocol}://*.${rootDomain}` : "";
  return [
    "default-src 'self'",
    // The decoder of models' meshes is WebAssembly: this allows that and no evaluation of scripts.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${objects}${logos}`,
    "font-src 'self'",
    `connect-src 'self' ${objects}${dev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}

function objectOrigins(storage: {
  endpoint: string | undefined;
  region: string;
  filesBucket: string;
}): string {
  if (storage.endpoint) return new URL(storage.endpoint).origin;
  return `https://${storage.filesBucket}.s3.${storage.region}.amazonaws.com https://s3.${storage.region}.amazonaws.com`;
}
