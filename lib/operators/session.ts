import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { hashSecret } from "#lib/auth/authenticate.ts";
import { cookieValue } from "#lib/auth/session-cookie.ts";
import { authSecret, config } from "#lib/config/index.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

const LIFETIME_SECONDS = 8 * 3600;

/** As the members' cookie: host-only by its prefix over HTTPS, by carrying no Domain over plain http. */
export function operatorCookieName(): string {
  return config().protocol === "https" ? "__Host-cai-operator" : "cai-operator";
}

/** `Set-Cookie` of a new session of eight hours. Whoever calls this has checked the operators' token. */
export function startOperatorSession(now = new Date()): string {
  const content = `${now.getTime() + LIFETIME_SECONDS * 1000}.${randomBytes(12).toString("base64url")}`;
  return setCookie(`${content}.${signature(content)}`, LIFETIME_SECONDS);
}

/** `Set-Cookie` that takes the session out of the browser. */
export function endOperatorSession(): string {
  return setCookie("", 0);
}

/**
 * True when the cookie is a session that has not ended. It counts at the platform's own host only, and no longer than the
 * token with which it was started: the token is part of the signature's key.
 */
export function hasOperatorSession(headers: Headers, now = new Date()): boolean {
  if (!config().operatorToken || hostTarget(headers.get("host"))?.kind !== "root") return false;
  const value = cookieValue(headers.get("cookie"), operatorCookieName()) ?? "";
  const found = /^((\d{1,16})\.[\w-]{16})\.([\w-]{43})$/.exec(value);
  if (!found?.[1] || !found[2] || !found[3]) return false;
  const genuine = timingSafeEqual(Buffer.from(found[3]), Buffer.from(signature(found[1])));
  return genuine && Number(found[2]) > now.getTime();
}

function signature(content: string): string {
  const token = config().operatorToken;
  if (!token) throw new Error("There are no operators: OPERATOR_TOKEN is not set");
  const key = createHmac("sha256", authSecret())
    .update(`operator session ${hashSecret(token)}`)
    .digest();
  return createHmac("sha256", key).update(content).digest("base64url");
}

function setCookie(value: string, maxAge: number): string {
  const secure = config().protocol === "https" ? "; Secure" : "";
  return `${operatorCookieName()}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
