import { and, eq, gt, inArray, isNull, lte, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { tenantInvitations } from "#db/schema/auth.ts";
import { costEstimates } from "#db/schema/estimates.ts";
import { invoices } from "#db/schema/invoices.ts";
import { notifications } from "#db/schema/notifications.ts";
import { standing } from "#lib/billing/list-invoices.ts";
import { countNeeds } from "#lib/estimates/needs.ts";
import { isPending } from "#lib/members/pending.ts";
import { kindsOf, mine } from "#lib/notifications/list-notices.ts";
import { inReviewState } from "#lib/review/review-state.ts";
import { type Ctx, hasRole } from "#lib/tenancy/context.ts";
import { conditionsOf, type Scope } from "./scope.ts";
import type { Needs } from "./views.ts";

/**
 * What waits for the caller now. Files and estimates are those of the project that is looked at; notices, invitations and
 * invoices are the whole organisation's, whose lists know no projects. Each is counted by the condition of the list that
 * shows it.
 */
export async function countWaiting(ctx: Ctx, tx: Transaction, scope: Scope): Promise<z.input<typeof Needs>> {
  const matching = conditionsOf(scope);
  const isAdmin = hasRole(ctx.principal.role, "admin");
  return {
    ...(await countNeeds(tx, matching.files)),
    reviews: isAdmin
      ? await tx.$count(costEstimates, and(matching.estimates, inReviewState(scope.tenantId, "in_review")))
      : null,
    estimate_notices: ctx.principal.kind === "user" ? await unreadNotices(ctx, tx) : null,
    invitations: isAdmin ? await countInvitations(tx, scope.tenantId) : null,
    invoices: isAdmin ? await countInvoices(tx, scope.tenantId) : null,
  };
}

const unreadNotices = (ctx: Ctx, tx: Transaction): Promise<number> =>
  tx.$count(
    notifications,
    and(mine(ctx), isNull(notifications.readAt), inArray(notifications.kind, kindsOf("estimates"))),
  );

async function countInvitations(tx: Transaction, tenantId: string) {
  const pending = and(eq(tenantInvitations.tenantId, tenantId), isPending());
  const { expiresAt } = tenantInvitations;
  return {
    open: await tx.$count(tenantInvitations, and(pending, gt(expiresAt, sql`now()`))),
    expired: await tx.$count(tenantInvitations, and(pending, lte(expiresAt, sql`now()`))),
  };
}

async function countInvoices(tx: Transaction, tenantId: string) {
  const counted = (status: "open" | "overdue") =>
    tx.$count(invoices, and(eq(invoices.tenantId, tenantId), standing(status)));
  return { open: await counted("open"), overdue: await counted("overdue") };
}
