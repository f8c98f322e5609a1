import { and, gt, isNull, type SQL, sql } from "drizzle-orm";
import { type Role, tenantInvitations } from "#db/schema/auth.ts";
import { Forbidden } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, hasRole } from "#lib/tenancy/context.ts";

/** Condition: the invitation was neither accepted nor revoked; it may have expired. */
export const isPending = (): SQL | undefined =>
  and(isNull(tenantInvitations.acceptedAt), isNull(tenantInvitations.revokedAt));

/** Condition: it can be accepted. */
export const isOpen = (): SQL | undefined => and(isPending(), gt(tenantInvitations.expiresAt, sql`now()`));

/** Nobody invites to more than they may do. Throws `Forbidden`. */
export function requireOwnRole(ctx: Ctx, given: Role): void {
  if (hasRole(ctx.principal.role, given)) return;
  throw new Forbidden("role_required", problemText("members.youMostYour", { role: ctx.principal.role }));
}
