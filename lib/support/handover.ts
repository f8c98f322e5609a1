import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "#db/schema/auth.ts";
import { supportSessions } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import type { SignedIn, SignInOrigin } from "#lib/auth/open-session.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";
import { unseal } from "#lib/auth/seal.ts";
import { addressKey, PER_ADDRESS, tenantOfHost } from "#lib/auth/sign-in.ts";

/** How a hand-over of a support session begins, so that it is told from other sign-in tokens. */
export const HANDED_OVER = "support.";
export const PURPOSE = "support hand-over";

const Sealed = z.object({ id: z.uuid(), tenantId: z.uuid(), until: z.number() });

/**
 * Opens the browser's session of a support session at the organisation's own host, once. Null when the hand-over is none,
 * too old, of another host or was used, or the support session has ended meanwhile.
 */
export async function enterSupport(token: string, origin: SignInOrigin): Promise<SignedIn | null> {
  await countAttempt(addressKey(origin), PER_ADDRESS);
  const handed = readHandover(token);
  if (!handed || handed.until < Date.now()) return null;
  const { id, tenantId } = handed;
  return withSystem(async (tx) => {
    if ((await tenantOfHost(tx, origin.host))?.id !== tenantId) return null;
    // Held, so that of two that come with it one sees the other's session.
    const [support] = await tx
      .select()
      .from(supportSessions)
      .where(
        and(
          eq(supportSessions.tenantId, tenantId),
          eq(supportSessions.id, id),
          isNull(supportSessions.endedAt),
          sql`${supportSessions.expiresAt} > now()`,
        ),
      )
      .for("update");
    if (!support) return null;
    const used = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.supportSessionId, id));
    if (used.length > 0) return null;
    const [session] = await tx
      .insert(sessions)
      .values({
        supportSessionId: id,
        tenantId,
        method: "support",
        userAgent: (origin.userAgent ?? "").slice(0, 300),
        expiresAt: support.expiresAt,
      })
      .returning({ id: sessions.id });
    if (!session) throw new Error("The session was not written");
    await auditAs(
      tx,
      { tenantId, actor: `operator:${support.operatorId}` },
      "session.started",
      { type: "session", id: session.id },
      { method: "support", support_session: id },
    );
    return { userId: `operator:${support.operatorId}`, sessionId: session.id, email: "" };
  });
}

function readHandover(token: string): z.output<typeof Sealed> | null {
  try {
    return Sealed.parse(JSON.parse(unseal(token.slice(HANDED_OVER.length), PURPOSE)));
  } catch {
    return null;
  }
}
