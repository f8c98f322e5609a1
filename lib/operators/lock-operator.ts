import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { operators } from "#db/schema/operators.ts";
import { NotFound } from "#lib/errors.ts";

/** The account, which nobody else changes until the transaction ends. Throws `NotFound`. */
export async function lockOperator(tx: Transaction, id: string): Promise<typeof operators.$inferSelect> {
  const [operator] = await tx.select().from(operators).where(eq(operators.id, id)).for("update");
  if (!operator) throw new NotFound("operator_not_found", "There is no such operator. Open the list anew.");
  return operator;
}
