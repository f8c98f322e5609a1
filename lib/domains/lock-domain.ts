import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";

/** Until the transaction ends nobody else gives or takes this domain. */
export async function lockDomain(tx: Transaction, domain: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`domain:${domain}`}))`);
}
