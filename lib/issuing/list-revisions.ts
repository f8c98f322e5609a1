import type { z } from "zod";
import { findEstimate } from "#lib/estimates/measured-model.ts";
import { type Ctx, hasRole, requireRole } from "#lib/tenancy/context.ts";
import { approvedSnapshot, revisionsOf } from "./find-snapshot.ts";
import { presentApproval, presentRevisions } from "./present-revision.ts";
import { revisionLetters } from "./revision-letters.ts";
import type { IssuedRevisions } from "./views.ts";

/** What was issued of an estimate, and what can be now. Throws `NotFound`. */
export async function listRevisions(ctx: Ctx, id: string): Promise<z.input<typeof IssuedRevisions>> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await findEstimate(tx, tenantId, id);
    const rows = await revisionsOf(tx, tenantId, id);
    const approved = await approvedSnapshot(tx, tenantId, id);
    const last = rows[0]?.revision.number ?? 0;
    const isAdmin = ctx.principal.kind !== "operator" && hasRole(ctx.principal.role, "admin");
    const isIssued = rows.some(({ snapshot }) => snapshot.id === approved?.id);
    return {
      next: revisionLetters(last + 1),
      approval: approved && presentApproval(approved),
      may: { issue: isAdmin && approved !== null && !isIssued, withdraw: isAdmin },
      items: await presentRevisions(tx, tenantId, rows, last),
    };
  });
}
