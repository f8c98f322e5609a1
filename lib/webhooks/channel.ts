import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";

/** Channel that says a delivery is due. */
export const WEBHOOKS_CHANNEL = "cai_webhooks";

/** Tells the couriers, when the transaction commits, that something is due. */
export async function ringCourier(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_notify(${WEBHOOKS_CHANNEL}, '')`);
}
