import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { supportSessions } from "#db/schema/operators.ts";

/** Ends what is under way in an organisation, or the one that is named; tells what ended, for the logs of both sides. */
export async function endRunning(
  tx: Transaction,
  { tenantId, id }: { tenantId: string; id?: string },
): Promise<{ id: string; operatorId: string }[]> {
  return tx
    .update(supportSessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(supportSessions.tenantId, tenantId),
        id === undefined ? undefined : eq(supportSessions.id, id),
        isNull(supportSessions.endedAt),
        sql`${supportSessions.expiresAt} > now()`,
      ),
    )
    .returning({ id: supportSessions.id, operatorId: supportSessions.operatorId });
}
