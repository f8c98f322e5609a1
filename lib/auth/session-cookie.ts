import { decode } from "next-auth/jwt";
import { authSecret, config } from "#lib/config/index.ts";

/**
 * Name of the session cookie. Over HTTPS it is host-only by its `__Host-` prefix; plain-http development cannot have
 * the prefix (it demands Secure), so there the cookie is host-only by carrying no Domain.
 */
export function sessionCookieName(): string {
  return config().protocol === "https" ? "__Host-cai-session" : "cai-session";
}

/** The session id that the cookie carries, or null. Whether that session still counts is looked up on each request. */
export async function sessionIdFrom(headers: Headers): Promise<string | null> {
  const token = cookieValue(headers.get("cookie"), sessionCookieName());
  if (!token) return null;
  // An unreadable cookie (of an earlier secret, or made up) is no session; the caller is asked to sign in.
  const claims = await decode({ token, secret: authSecret() }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}

/** The value of one cookie of a `Cookie` header. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    // A token is base64url and dots, which nothing encodes; anything else is no token.
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
