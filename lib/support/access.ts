import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { supportSessions } from "#db/schema/operators.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { issueText } from "#lib/i18n/problem-text.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { endRunning } from "#lib/support/end-running.ts";
import { type Ctx, joined, requireRole } from "#lib/tenancy/context.ts";

const MOST_HOURS = 7 * 24;

/** Hours from now; null ends it, and whatever support session is under way. */
export const AllowSupport = z.object({
  hours: z
    .int()
    .min(1, issueText("support.allowHourLeast"))
    .max(MOST_HOURS, issueText("support.allowSevenDays"))
    .nullable(),
});

export const SupportAccess = z.object({
  /** Until then operators may enter; null: they may not. */
  allowed_until: z.string().nullable(),
  /** The last 50, newest first. */
  sessions: z.array(
    z.object({
      id: z.string(),
      operator_name: z.string(),
      reason: z.string(),
      started_at: z.string(),
      /** When it ended, or ends by itself. */
      ends_at: z.string(),
      is_under_way: z.boolean(),
    }),
  ),
});

const SHOWN = 50;

/** Whether operators may enter the organisation, and when they did. For admins. */
export async function readSupportAccess(ctx: Ctx): Promise<z.input<typeof SupportAccess>> {
  requireRole(ctx, "admin");
  return ctx.transaction(async (tx) => {
    const [settings] = await tx
      .select({ until: tenantSettings.supportAccessUntil })
      .from(tenantSettings)
      .where(eq(tenantSettings.tenantId, ctx.tenant.id));
    const until = settings?.until ?? null;
    const now = new Date();
    const rows = await tx
      .select()
      .from(supportSessions)
      .where(eq(supportSessions.tenantId, ctx.tenant.id))
      .orderBy(desc(supportSessions.startedAt))
      .limit(SHOWN);
    return {
      allowed_until: until && until > now ? until.toISOString() : null,
      sessions: rows.map((row) => ({
        id: row.id,
        operator_name: row.operatorName,
        reason: row.reason,
        started_at: row.startedAt.toISOString(),
        ends_at: (row.endedAt ?? row.expiresAt).toISOString(),
        is_under_way: row.endedAt === null && row.expiresAt > now,
      })),
    };
  });
}

/** An admin lets operators in for a time, or no longer: sessions under way end with the next request. */
export async function allowSupport(
  ctx: Ctx,
  { hours }: z.output<typeof AllowSupport>,
): Promise<z.input<typeof SupportAccess>> {
  requireRole(ctx, "admin");
  const tenantId = ctx.tenant.id;
  return withSystem(async (tx) => {
    const [settings] = await tx
      .update(tenantSettings)
      .set({ supportAccessUntil: hours === null ? null : sql`now() + ${hours} * interval '1 hour'` })
      .where(eq(tenantSettings.tenantId, tenantId))
      .returning({ until: tenantSettings.supportAccessUntil });
    const detail = { until: settings?.until?.toISOString() ?? null };
    const action = hours === null ? "support_access.ended" : "support_access.allowed";
    await audit(ctx, tx, action, { type: "tenant", id: tenantId }, detail);
    if (hours === null)
      for (const ended of await endRunning(tx, { tenantId })) {
        await audit(ctx, tx, "support_session.ended", { type: "support_session", id: ended.id });
        const about = { operator: ended.operatorId, by: "the organisation" };
        await recordDeed(tx, COMMAND, "support_session.ended", about, tenantId);
      }
    return readSupportAccess(joined(ctx, tx));
  });
}
