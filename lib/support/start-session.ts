import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { operators, supportSessions } from "#db/schema/operators.ts";
import { tenantSettings, tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { seal } from "#lib/auth/seal.ts";
import { Forbidden, NotFound } from "#lib/errors.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";
import { HANDED_OVER, PURPOSE } from "#lib/support/handover.ts";
import { notClosed } from "#lib/tenancy/closed.ts";
import { originOf } from "#lib/tenancy/host.ts";

export const StartSupport = z.object({
  reason: z.string().trim().min(5, "Say what for: the organisation reads it.").max(500),
});
export const SupportStarted = z.object({ url: z.string() });

const MINUTES = 60;
const HANDOVER_MS = 60_000;

/**
 * An operator enters an organisation that allows it, to look and change nothing: for an hour at most and no longer than it
 * is allowed. Answers an address of the organisation's that opens the session there once, within a minute. Throws
 * `NotFound`; `Forbidden`: `support_not_allowed`, `person_required` for a program.
 */
export async function startSupport(
  by: OperatorCtx,
  slug: string,
  { reason }: z.output<typeof StartSupport>,
): Promise<z.input<typeof SupportStarted>> {
  const { operatorId } = by;
  if (!operatorId)
    throw new Forbidden("person_required", "Only an operator who has signed in enters an organisation.");
  return withSystem(async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id, until: tenantSettings.supportAccessUntil })
      .from(tenants)
      .innerJoin(tenantSettings, eq(tenantSettings.tenantId, tenants.id))
      .where(and(eq(tenants.slug, slug), notClosed()))
      .for("update", { of: tenantSettings });
    if (!tenant) throw new NotFound("tenant_not_found", `There is no organisation ${slug}.`);
    const [operator] = await tx
      .select({ name: operators.name })
      .from(operators)
      .where(and(eq(operators.id, operatorId), isNull(operators.disabledAt)));
    if (!operator || !tenant.until || tenant.until <= new Date())
      throw new Forbidden(
        "support_not_allowed",
        "The organisation does not allow it at the moment. Ask one of its admins to allow it under Settings, Support access.",
      );
    const [session] = await tx
      .insert(supportSessions)
      .values({
        tenantId: tenant.id,
        operatorId,
        operatorName: operator.name,
        reason,
        expiresAt: sql`least(now() + ${MINUTES} * interval '1 minute', ${tenant.until.toISOString()}::timestamptz)`,
      })
      .returning({ id: supportSessions.id, expiresAt: supportSessions.expiresAt });
    if (!session) throw new Error("The support session was not written");
    const { id, expiresAt } = session;
    const target = { type: "support_session", id };
    const detail = { reason, operator: operator.name, until: expiresAt.toISOString() };
    await recordForTenant(tx, by, tenant.id, "support_session.started", target, detail);
    const token = seal(JSON.stringify({ id, tenantId: tenant.id, until: Date.now() + HANDOVER_MS }), PURPOSE);
    return { url: `${originOf(slug)}/sign-in/token?auto#${HANDED_OVER}${token}` };
  });
}
