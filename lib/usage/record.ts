import type { Transaction } from "#db/client.ts";
import { type USAGE_KINDS, usageEvents } from "#db/schema/billing.ts";

/**
 * Meters one thing that happened, in the transaction of the thing itself. The same key counts once, however often it is
 * recorded: a repeated job changes nothing. `quantity` is a decimal string (files, calls, bytes).
 */
export async function recordUsage(
  tx: Transaction,
  event: {
    tenantId: string;
    key: string;
    kind: (typeof USAGE_KINDS)[number];
    quantity: string;
    detail?: Record<string, string>;
  },
): Promise<void> {
  await tx
    .insert(usageEvents)
    .values({ detail: {}, ...event })
    .onConflictDoNothing();
}
