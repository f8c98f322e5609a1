import type { Transaction } from "#db/client.ts";
import { ROLES, type Role } from "#db/schema/auth.ts";
import { NO_LIMITS, REQUEST_LIMITS, withTenant } from "#db/tenant.ts";
import { Forbidden } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import type { Logger } from "#lib/observability/logger.ts";

export interface TenantInfo {
  id: string;
  slug: string;
  name: string;
  logoUrl: string | null;
  subscriptionTier: "free" | "pro" | "enterprise";
  isActive: boolean;
  /** When the organisation is deleted, because an admin asked for it; until then nothing in it is changed. */
  deletionDueAt: Date | null;
}

export type Principal =
  | {
      kind: "user";
      userId: string;
      sessionId: string;
      email: string;
      name: string;
      role: Role;
      /**
       * Only the organisation's identity provider says who it is, and the organisation has not proven the domain of the
       * person's address. It holds in this organisation, and for nothing that is the person's own beyond it.
       */
      vouchedForByOthers?: boolean;
      /** The language they chose; null: their browser's. */
      locale?: Locale | null;
    }
  | { kind: "api_key"; keyId: string; role: Role }
  /** An operator whom the organisation lets look, and nothing else, until its support session ends. */
  | {
      kind: "operator";
      operatorId: string;
      name: string;
      sessionId: string;
      supportSessionId: string;
      until: Date;
      role: "viewer";
    }
  /** A job acting for the tenant, or an operator's command. */
  | { kind: "system"; role: "admin" };

/** What every verb gets: whose tenant, who asks, and the only way to the database. */
export interface Ctx {
  tenant: TenantInfo;
  principal: Principal;
  /** Ids of projects that do not exist for the principal, nor does what stands in them. */
  hiddenProjects: readonly string[];
  /** Runs `work` in a transaction that sees only this tenant, and of it what the principal may see. Inside a verb called with a running transaction, joins it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  log: Logger;
  traceId: string;
  ip: string | null;
  /** The program that asks, as it names itself; null for jobs. */
  userAgent: string | null;
}

export function makeCtx(parts: Omit<Ctx, "transaction">): Ctx {
  const limits = parts.principal.kind === "system" ? NO_LIMITS : REQUEST_LIMITS;
  return { ...parts, transaction: (work) => withTenant(parts.tenant.id, work, limits, parts.hiddenProjects) };
}

/** The same context inside a running transaction: verbs called with it join that transaction. */
export function joined(ctx: Ctx, tx: Transaction): Ctx {
  return { ...ctx, transaction: (work) => work(tx) };
}

/** Refuses a principal below `role`. The order is viewer < editor < admin. */
export function requireRole(ctx: Ctx, role: Role): void {
  if (hasRole(ctx.principal.role, role)) return;
  throw new Forbidden(
    "role_required",
    problemText("tenancy.needsRoleYours", { role, own: ctx.principal.role, name: ctx.tenant.name }),
  );
}

export function hasRole(actual: Role, needed: Role): boolean {
  return ROLES.indexOf(actual) >= ROLES.indexOf(needed);
}

/** The member behind the request, or null for keys and jobs. */
export function userId(ctx: Ctx): string | null {
  return ctx.principal.kind === "user" ? ctx.principal.userId : null;
}

/** The member behind the request; throws `Forbidden` for an API key, which is no person. */
export function person(ctx: Ctx): Extract<Principal, { kind: "user" }> {
  if (ctx.principal.kind === "user") return ctx.principal;
  throw new Forbidden("person_required", problemText("tenancy.memberOwnSign"));
}

export function actor(ctx: Ctx): string {
  switch (ctx.principal.kind) {
    case "user":
      return `user:${ctx.principal.userId}`;
    case "api_key":
      return `api_key:${ctx.principal.keyId}`;
    case "operator":
      return `operator:${ctx.principal.operatorId}`;
    case "system":
      return "system";
  }
}
