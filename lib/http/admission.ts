import type { z } from "zod";
import type { Role } from "#db/schema/auth.ts";
import type { SessionState } from "#lib/auth/authenticate.ts";
import {
  identify,
  identifyOperator,
  identifyOrSignedOut,
  isMailProvider,
  isMetricsScraper,
} from "#lib/auth/caller.ts";
import { config } from "#lib/config/index.ts";
import { Conflict, Forbidden, NotFound, Unauthenticated } from "#lib/errors.ts";
import { requestTraceId } from "#lib/http/problem.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { rememberLocale } from "#lib/i18n/request-locale.ts";
import { type Logger, logger } from "#lib/observability/logger.ts";
import { aboutTenant, inChildSpan } from "#lib/observability/tracing/span.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { type Ctx, makeCtx, type Principal, requireRole, type TenantInfo } from "#lib/tenancy/context.ts";
import { type Allowance, admitApiCall, admitBrowserCall } from "#lib/usage/admit-call.ts";
import { meterApiCall, meterBrowserCall } from "#lib/usage/meter-calls.ts";
import { refuseWhileTooFast, rememberCaller } from "#lib/usage/refuse-floods.ts";

/**
 * Who may call: a role of the tenant, `public` (the tenant alone, no credentials needed), `anyone` (no tenant at all),
 * `operator` (bearer OPERATOR_TOKEN, or an operator's session), `metrics` (bearer METRICS_TOKEN) or `mail_provider`
 * (bearer MAIL_WEBHOOK_SECRET).
 */
export type Access = Role | "public" | "anyone" | "operator" | "metrics" | "mail_provider";

/** What routes and actions alike declare about who may call. */
export interface Guard {
  /** One line for people: the API description, and the matrix. */
  summary: string;
  access: Access;
  /** An admin may call it while the tenant is suspended (billing). */
  whileSuspended?: boolean;
  /** It may be called while the organisation waits for its deletion, when nothing else is changed. */
  whileLeaving?: boolean;
  /** A session may call it before it has shown the second factor that it has to show. */
  beforeSecondFactor?: boolean;
  /** Concerns the person beyond this organisation: their account, password, other organisations, sessions there. */
  personal?: boolean;
  /** An operator may do it who is there to look (lib/support). */
  forSupport?: boolean;
  /** Sensitive: a person must have shown within the last quarter of an hour that it is they. Keys are no persons. */
  fresh?: boolean;
}

export interface PublicCtx {
  tenant: Ctx["tenant"];
  /** Null for callers without credentials. */
  ctx: Ctx | null;
}

/** The context that a handler gets for its access. */
export type CtxFor<A extends Access> = A extends Role
  ? Ctx
  : A extends "public"
    ? PublicCtx
    : A extends "operator"
      ? OperatorCtx
      : undefined;
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
  /** The page's origin, where it is another one that the organisation lists. */
  corsOrigin: string | null;
  traceId: string;
  ip: string | null;
  userAgent: string | null;
}

export function arrival(headers: Headers, what: string, changes: boolean): Arrival {
  return {
    headers,
    what,
    changes,
    allowance: null,
    corsOrigin: null,
    traceId: requestTraceId(),
    ip: clientIp(headers),
    userAgent: headers.get("user-agent"),
  };
}

/** The context of somebody who was identified, for this call. */
export function ctxOf(
  { traceId, ip, userAgent }: Arrival,
  who: Pick<Ctx, "tenant" | "principal" | "hiddenProjects">,
): Ctx {
  aboutTenant(who.tenant.id);
  const log = logger().child({ tenant_id: who.tenant.id, trace_id: traceId });
  return makeCtx({ ...who, traceId, ip, userAgent, log });
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
): Promise<{ ctx: Ctx | PublicCtx | OperatorCtx | undefined; log: Logger }> {
  const { ctx, publicCtx, operatorCtx } = await inChildSpan("admit", {}, async () => {
    const authorised = await authorise(guard, call);
    if (call.changes) checkOrigin(call, authorised.credentials);
    return authorised;
  });
  return {
    ctx: publicCtx ?? operatorCtx ?? ctx,
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
  operatorCtx?: OperatorCtx;
  credentials: "api_key" | "session" | "none";
}

async function authorise(guard: Guard, call: Arrival): Promise<Authorised> {
  const { access, whileSuspended } = guard;
  const { headers, traceId, ip, userAgent } = call;
  if (access === "anyone") return { credentials: "none" };
  // 404 for everybody else: what operators have is nobody else's business.
  if (access === "metrics" || access === "mail_provider") {
    const isTheirs = access === "metrics" ? isMetricsScraper : isMailProvider;
    if (!isTheirs(headers)) throw new NotFound("not_found", problemText("http.nothingHere"));
    return { credentials: "api_key" };
  }
  if (access === "operator") {
    const operator = await identifyOperator(headers);
    // Their console is English.
    rememberLocale("en");
    if (!operator) throw new NotFound("not_found", problemText("http.nothingHere"));
    const { operatorId } = operator;
    const actor = operatorId ? `operator:${operatorId}` : "operator";
    return {
      operatorCtx: { actor, operatorId, ip, userAgent, traceId },
      // Without a bearer it was the operator's cookie, which a browser sends by itself.
      credentials: operatorId ? "session" : "api_key",
    };
  }
  refuseWhileTooFast(headers);
  const { tenant, principal, hiddenProjects, credentials, session } = await (access === "public"
    ? identifyOrSignedOut(headers, "refuse strangers")
    : identify(headers));
  aboutTenant(tenant.id);
  if (principal?.kind === "user" && principal.locale) rememberLocale(principal.locale);
  if (principal) await countCall(call, tenant.id, principal);
  if (!principal && access !== "public") throw new Unauthenticated();
  const ctx = principal && ctxOf(call, { tenant, principal, hiddenProjects });
  if (!tenant.isActive && !(whileSuspended && principal?.role === "admin")) {
    throw new Forbidden("tenant_suspended", problemText("http.suspendedAdminsSettle", { name: tenant.name }));
  }
  // What everybody may see is not refused to somebody who is not quite signed in; more they do not see.
  if (access === "public")
    return { publicCtx: { tenant, ctx: session.secondFactor === "ok" ? ctx : null }, credentials };
  if (!ctx) throw new Unauthenticated();
  if (!guard.beforeSecondFactor) requireSecondFactor(session, tenant.name);
  requireRole(ctx, access);
  if (call.changes && principal?.kind === "operator" && !guard.forSupport)
    throw new Forbidden("support_read_only", problemText("http.operatorsLookHere"));
  if (guard.personal) refuseVouchedFor(ctx);
  if (call.changes) refuseWhileLeaving(guard, tenant);
  if (guard.fresh && !session.isFresh)
    throw new Forbidden("reauthentication_required", problemText("http.confirmYouYour"));
  return { ctx, credentials };
}

/** Read-only: what is added now would be lost. Paying, signing out and looking after one's own account go on. */
function refuseWhileLeaving(guard: Guard, { name, deletionDueAt }: TenantInfo): void {
  if (!deletionDueAt || guard.whileLeaving || guard.whileSuspended || guard.beforeSecondFactor) return;
  throw new Conflict(
    "organisation_leaving",
    problemText("http.deletedNothingChanged", { name, due: deletionDueAt.toISOString().slice(0, 10) }),
  );
}

/** An organisation's identity provider can say that anybody is there, so its word goes no further than the organisation. */
function refuseVouchedFor({ principal, tenant }: Ctx): void {
  if (principal.kind !== "user" || !principal.vouchedForByOthers) return;
  throw new Forbidden("sso_session_limited", problemText("http.youSignedSingle", { name: tenant.name }));
}

function requireSecondFactor({ secondFactor }: SessionState, organisation: string): void {
  if (secondFactor === "to_give")
    throw new Forbidden("second_factor_required", problemText("http.codeYourAuthenticator"));
  if (secondFactor === "to_set_up")
    throw new Forbidden("second_factor_required", problemText("http.requiresSecondFactor", { organisation }));
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
 * one that does must match as well, or be one that the organisation lists.
 */
function checkOrigin({ headers, corsOrigin }: Arrival, credentials: Authorised["credentials"]): void {
  const origin = headers.get("origin");
  if (credentials === "api_key" && (origin === null || origin === corsOrigin)) return;
  if (origin !== `${config().protocol}://${headers.get("host")?.toLowerCase()}`) {
    throw new Forbidden("origin_refused", problemText("http.requestDidCome"));
  }
}
