import type { z } from "zod";
import type { Role } from "#db/schema/auth.ts";
import { identify, identifyOrSignedOut, isMetricsScraper, isOperator } from "#lib/auth/caller.ts";
import { config } from "#lib/config/index.ts";
import { Forbidden, NotFound, Unauthenticated } from "#lib/errors.ts";
import { newTraceId } from "#lib/http/problem.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { type Ctx, makeCtx, type Principal, requireRole } from "#lib/tenancy/context.ts";
import { type Allowance, admitApiCall, admitBrowserCall } from "#lib/usage/admit-call.ts";
import { meterApiCall, meterBrowserCall } from "#lib/usage/meter-calls.ts";
import { refuseWhileTooFast, rememberCaller } from "#lib/usage/refuse-floods.ts";

/**
 * Who may call: a role of the tenant, `public` (the tenant alone, no credentials needed), `anyone` (no tenant at all),
 * `operator` (bearer OPERATOR_TOKEN, or a browser's session that was started with it) or `metrics` (bearer METRICS_TOKEN).
 */
export type Access = Role | "public" | "anyone" | "operator" | "metrics";

/** What routes and actions alike declare about who may call. */
export interface Guard {
  /** One line for people: the API description, and the matrix. */
  summary: string;
  access: Access;
  /** An admin may call it while the tenant is suspended (billing). */
  whileSuspended?: boolean;
}

export interface PublicCtx {
  tenant: Ctx["tenant"];
  /** Null for callers without credentials. */
  ctx: Ctx | null;
}

/** The context that a handler gets for its access. */
export type CtxFor<A extends Access> = A extends Role ? Ctx : A extends "public" ? PublicCtx : undefined;
/** What a schema makes of its input; nothing where none is declared. */
export type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What is known of a call before anybody is admitted. */
export interface Arrival {
  headers: Headers;
  /** Method and path, as it is metered. */
  what: string;
  /** A call that changes state has to come from a page of this very host. */
  changes: boolean;
  /** Of a call with an API key, once it is admitted. */
  allowance: Allowance | null;
  traceId: string;
  ip: string | null;
}

export function arrival(headers: Headers, what: string, changes: boolean): Arrival {
  return {
    headers,
    what,
    changes,
    allowance: null,
    traceId: newTraceId(),
    ip: clientIp(headers),
  };
}

/** Address of the caller: of the socket, or what our own proxy says where one is configured (TRUST_PROXY). */
export function clientIp(headers: Headers): string | null {
  return headers.get("x-real-client-ip");
}

/**
 * The one way in, for routes and server actions: tenant and principal from the headers, role, suspension, origin. Returns
 * the context for the declared access. Throws `Unauthenticated`, `Forbidden` or `NotFound`.
 */
export async function admit(
  guard: Guard,
  call: Arrival,
): Promise<{ ctx: Ctx | PublicCtx | undefined; log: Logger }> {
  const { ctx, publicCtx, credentials } = await authorise(guard, call);
  if (call.changes) checkOrigin(call.headers, credentials);
  return {
    ctx: guard.access === "public" ? publicCtx : ctx,
    log: ctx?.log ?? publicCtx?.ctx?.log ?? logger(),
  };
}

/** The answer as its schema lets it out. A wrong one is our mistake, not the caller's: so no ZodError, which would blame the input. */
export function declaredAnswer(schema: z.ZodType, result: unknown, { summary }: Guard): unknown {
  const answer = schema.safeParse(result);
  if (!answer.success)
    throw new Error(`The answer of "${summary}" is not what it declares`, { cause: answer.error });
  return answer.data;
}

interface Authorised {
  ctx?: Ctx;
  publicCtx?: PublicCtx;
  credentials: "api_key" | "session" | "none";
}

async function authorise({ access, whileSuspended }: Guard, call: Arrival): Promise<Authorised> {
  const { headers, traceId, ip } = call;
  if (access === "anyone") return { credentials: "none" };
  if (access === "operator" || access === "metrics") {
    const allowed = access === "operator" ? isOperator(headers) : isMetricsScraper(headers);
    // 404 for everybody else: what operators have is nobody else's business.
    if (!allowed) throw new NotFound("not_found", "There is nothing here.");
    // Without a bearer it was the operators' cookie, which a browser sends by itself.
    return { credentials: headers.has("authorization") ? "api_key" : "session" };
  }
  refuseWhileTooFast(headers);
  const { tenant, principal, credentials } = await (access === "public"
    ? identifyOrSignedOut(headers, "refuse strangers")
    : identify(headers));
  if (principal) await countCall(call, tenant.id, principal);
  if (!principal && access !== "public") throw new Unauthenticated();
  const ctx =
    principal &&
    makeCtx({ tenant, principal, traceId, ip, log: logger().child({ tenantId: tenant.id, traceId }) });
  if (!tenant.isActive && !(whileSuspended && principal?.role === "admin")) {
    throw new Forbidden(
      "tenant_suspended",
      `${tenant.name} is suspended. Its admins can settle this under Invoices, or write to support.`,
    );
  }
  if (access === "public") return { publicCtx: { tenant, ctx }, credentials };
  if (!ctx) throw new Unauthenticated();
  requireRole(ctx, access);
  return { ctx, credentials };
}

/** Admits the call against the organisation's month and rate, and counts it. */
async function countCall(call: Arrival, tenantId: string, principal: Principal): Promise<void> {
  rememberCaller(call.headers, tenantId);
  if (principal.kind === "api_key") {
    call.allowance = await admitApiCall(tenantId);
    meterApiCall({ tenantId, keyId: principal.keyId, call: call.what });
  } else {
    await admitBrowserCall(tenantId);
    meterBrowserCall(tenantId);
  }
}

/**
 * A browser's state-changing request must come from a page of this very host. Programs with an API key send no Origin;
 * one that does must match as well.
 */
function checkOrigin(headers: Headers, credentials: Authorised["credentials"]): void {
  const origin = headers.get("origin");
  if (origin === null && credentials === "api_key") return;
  if (origin !== `${config().protocol}://${headers.get("host")?.toLowerCase()}`) {
    throw new Forbidden(
      "origin_refused",
      "This request did not come from a page of this address. Open the page again and repeat it there.",
    );
  }
}
