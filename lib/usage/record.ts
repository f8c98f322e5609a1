import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { UsageKind } from "#db/schema/usage.ts";

/**
 * Meters one thing that happened, in the transaction of the thing itself. The same key counts once, however often it is
 * recorded and whatever it says then: a repeated job changes nothing. `quantity` is a decimal string (files, bytes).
 */
export async function recordUsage(
  tx: Transaction,
  event: {
    tenantId: string;
    key: string;
    kind: UsageKind;
    quantity: string;
    detail?: Record<string, string>;
  },
): Promise<void> {
  await tx.execute(sql`select from record_usage(${event.tenantId}, 'platform', array[${event.key}], array[${event.kind}],
    array[${event.quantity}::numeric], array[${JSON.stringify(event.detail ?? {})}::jsonb], array[now()])`);
}
