import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { supportSessions } from "#db/schema/operators.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { recordForTenant } from "#lib/operators/record.ts";

/** Whoever is signed out as an operator looks at no organisation any more. */
export async function endSupportOf(tx: Transaction, by: OperatorCtx, operatorId: string): Promise<void> {
  const ended = await tx
    .update(supportSessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(supportSessions.operatorId, operatorId),
        isNull(supportSessions.endedAt),
        sql`${supportSessions.expiresAt} > now()`,
      ),
    )
    .returning({ id: supportSessions.id, tenantId: supportSessions.tenantId });
  for (const { id, tenantId } of ended)
    await recordForTenant(tx, by, tenantId, "support_session.ended", { type: "support_session", id });
}
