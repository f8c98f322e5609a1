import { timingSafeEqual } from "node:crypto";
import {
  type Authenticated,
  authenticate,
  type Credentials,
  hashSecret,
  type TenantSelector,
  tenantNotFound,
} from "#lib/auth/authenticate.ts";
import { sessionIdFrom } from "#lib/auth/session-cookie.ts";
import { config } from "#lib/config/index.ts";
import { AppError, NotFound, Unauthenticated } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { operatorSignedIn } from "#lib/operators/session.ts";
import { hostTarget } from "#lib/tenancy/host.ts";

/**
 * Who calls, and for which tenant: the host selects, credentials prove. `X-Tenant-ID` selects only on the root domain
 * and only together with credentials; on a tenant's host it must agree with the host. No other header has a say.
 */
export async function identify(
  headers: Headers,
): Promise<Authenticated & { credentials: Credentials["kind"] }> {
  const target = hostTarget(headers.get("host"));
  if (!target) throw tenantNotFound();
  const named = headers.get("x-tenant-id")?.trim().toLowerCase();
  const credentials = await credentialsOf(headers);

  if (target.kind === "root") {
    if (!named) {
      throw new AppError(400, "tenant_not_specified", problemText("auth.organisationOwnAddress"));
    }
    if (credentials.kind === "none") throw new Unauthenticated();
    return {
      ...(await authenticate(
        UUID.test(named) ? { by: "id", value: named } : { by: "slug", value: named },
        credentials,
      )),
      credentials: credentials.kind,
    };
  }
  const selector: TenantSelector =
    target.kind === "slug" ? { by: "slug", value: target.slug } : { by: "domain", value: target.domain };
  const found = await authenticate(selector, credentials);
  if (named && named !== found.tenant.slug && named !== found.tenant.id) throw tenantNotFound();
  return { ...found, credentials: credentials.kind };
}

/**
 * Who calls, where being signed out is no error: a session that ended counts as none. A session of somebody who is no
 * member here (any more) is refused with 404 to programs, and counts as none on pages, which then ask to sign in.
 */
export async function identifyOrSignedOut(
  headers: Headers,
  strangers: "refuse strangers" | "strangers are signed out",
): ReturnType<typeof identify> {
  try {
    return await identify(headers);
  } catch (error) {
    const signedOut =
      error instanceof Unauthenticated ||
      (strangers === "strangers are signed out" && error instanceof NotFound);
    if (!signedOut || headers.has("authorization")) throw error;
    const rest = new Headers(headers);
    rest.delete("cookie");
    return identify(rest);
  }
}

/** The member whose session at this very host the request brings; null for everybody else, API keys too. */
export async function signedInAt(headers: Headers): Promise<{ userId: string; email: string } | null> {
  const own = new Headers(headers);
  own.delete("authorization");
  own.delete("x-tenant-id");
  const { principal } = await identifyOrSignedOut(own, "strangers are signed out").catch((error) => {
    // The platform's own host, or a host that is nobody's: nobody is signed in there.
    if (error instanceof AppError) return { principal: null };
    throw error;
  });
  return principal?.kind === "user" ? { userId: principal.userId, email: principal.email } : null;
}

/**
 * Who acts for the platform: a program with the operators' bearer token (`OPERATOR_TOKEN`), whose id is null, or without a
 * bearer the operator whose session it is. Null for everybody else.
 */
export async function identifyOperator(headers: Headers): Promise<{ operatorId: string | null } | null> {
  if (headers.has("authorization"))
    return matchesToken(headers, config().operatorToken) ? { operatorId: null } : null;
  const operator = await operatorSignedIn(headers);
  return operator && { operatorId: operator.id };
}

/** True when the bearer token is Prometheus' (`METRICS_TOKEN`). */
export function isMetricsScraper(headers: Headers): boolean {
  return matchesToken(headers, config().metricsToken);
}

/** True when the bearer token is the mail provider's (`MAIL_WEBHOOK_SECRET`). */
export function isMailProvider(headers: Headers): boolean {
  return matchesToken(headers, config().mailWebhookSecret);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function credentialsOf(headers: Headers): Promise<Credentials> {
  const bearer = bearerToken(headers);
  if (bearer) return { kind: "api_key", key: bearer };
  const sessionId = await sessionIdFrom(headers);
  return sessionId ? { kind: "session", sessionId } : { kind: "none" };
}

const BEARER = /^Bearer\s+(\S+)$/i;

function bearerToken(headers: Headers): string | null {
  const value = headers.get("authorization");
  if (!value) return null;
  const token = BEARER.exec(value)?.[1];
  if (!token) throw new Unauthenticated();
  return token;
}

function matchesToken(headers: Headers, expected: string | null): boolean {
  if (!expected) return false;
  const given = BEARER.exec(headers.get("authorization") ?? "")?.[1];
  return (
    given !== undefined && timingSafeEqual(Buffer.from(hashSecret(given)), Buffer.from(hashSecret(expected)))
  );
}
