import { and, desc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { memberships, SIGN_IN_METHODS, sessions } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { audit } from "#lib/audit/record.ts";
import { deviceOf } from "#lib/auth/device.ts";
import { isLive } from "#lib/auth/session-lifetime.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, person, requireRole } from "#lib/tenancy/context.ts";

export const SessionView = z.object({
  id: z.string(),
  /** This very session. */
  is_current: z.boolean(),
  /** Of the organisation where it was asked; else of another one of the person's. */
  is_here: z.boolean(),
  organisation: z.string(),
  device: z.string(),
  browser: z.string(),
  ip: z.string(),
  method: z.enum(SIGN_IN_METHODS),
  second_factor: z.boolean(),
  created_at: z.string(),
  last_seen_at: z.string(),
});

/** The person's sessions that count, at all of their organisations; last seen first. */
export async function listSessions(ctx: Ctx): Promise<{ items: z.input<typeof SessionView>[] }> {
  const { userId, sessionId } = person(ctx);
  const rows = await withSystem((tx) =>
    tx
      .select({ session: sessions, organisation: tenants.name })
      .from(sessions)
      .innerJoin(tenants, eq(tenants.id, sessions.tenantId))
      .innerJoin(
        memberships,
        and(eq(memberships.tenantId, sessions.tenantId), eq(memberships.userId, sessions.userId)),
      )
      .where(and(eq(sessions.userId, userId), isLive()))
      .orderBy(desc(sessions.lastSeenAt))
      .limit(MOST),
  );
  return {
    items: rows.map(({ session, organisation }) => ({
      id: session.id,
      is_current: session.id === sessionId,
      is_here: session.tenantId === ctx.tenant.id,
      organisation,
      ...deviceOf(session.userAgent),
      ip: session.ip,
      method: session.method,
      second_factor: session.secondFactorAt !== null,
      created_at: session.createdAt.toISOString(),
      last_seen_at: session.lastSeenAt.toISOString(),
    })),
  };
}

/** Far more than anybody has devices. */
const MOST = 200;

/** Ends one of the person's own sessions, wherever it is; it acts on that session's next request. */
export async function endSession(ctx: Ctx, id: string): Promise<void> {
  const { userId } = person(ctx);
  await withSystem(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isLive()))
      .returning({ id: sessions.id });
    if (!ended) throw new NotFound("session_not_found", problemText("auth.sessionMayEnded"));
    await audit(ctx, tx, "session.ended", { type: "session", id });
  });
}

/** Ends all of the person's sessions but this one. */
export async function endOtherSessions(ctx: Ctx): Promise<{ ended: number }> {
  const { userId, sessionId } = person(ctx);
  return withSystem(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isLive()))
      .returning({ id: sessions.id });
    if (ended.length > 0)
      await audit(ctx, tx, "sessions.ended", { type: "user", id: userId }, { count: ended.length });
    return { ended: ended.length };
  });
}

/** An admin ends all of a member's sessions at this organisation; those elsewhere are not the organisation's. */
export async function endMemberSessions(ctx: Ctx, memberId: string): Promise<{ ended: number }> {
  requireRole(ctx, "admin");
  return withSystem(async (tx) => {
    const [member] = await tx
      .select({ id: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.tenantId, ctx.tenant.id), eq(memberships.userId, memberId)));
    if (!member) throw new NotFound("member_not_found", problemText("common.memberListShows"));
    const ended = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.tenantId, ctx.tenant.id), eq(sessions.userId, memberId), isLive()))
      .returning({ id: sessions.id });
    await audit(ctx, tx, "sessions.ended", { type: "user", id: memberId }, { count: ended.length });
    return { ended: ended.length };
  });
}
