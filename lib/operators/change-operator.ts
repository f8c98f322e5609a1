import { asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { Conflict } from "#lib/errors.ts";
import type { InSystem } from "#lib/http/idempotency.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { lockOperator } from "#lib/operators/lock-operator.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { endSessions } from "#lib/operators/session.ts";
import { endSupportOf } from "#lib/support/end-of-operator.ts";

export const ChangeOperator = z.object({ disabled: z.boolean() });

/**
 * Lets an operator in no longer, at once, or again. Throws `NotFound`; `Conflict` (`last_operator`) for the last one who
 * is let in: of two who disable each other at once, one stays.
 */
export async function changeOperator(
  by: OperatorCtx,
  id: string,
  { disabled }: z.output<typeof ChangeOperator>,
  system: InSystem = withSystem,
): Promise<void> {
  await system(async (tx) => {
    // All of them, in one order, so that whoever comes second sees what the first has done.
    const enabled = await tx
      .select({ id: operators.id })
      .from(operators)
      .where(isNull(operators.disabledAt))
      .orderBy(asc(operators.id))
      .for("update");
    const operator = await lockOperator(tx, id);
    if ((operator.disabledAt !== null) === disabled) return;
    if (disabled && enabled.every((other) => other.id === id))
      throw new Conflict(
        "last_operator",
        `${operator.email} is the last operator who is let in. Invite another one first.`,
      );
    await tx
      .update(operators)
      .set({ disabledAt: disabled ? sql`now()` : null })
      .where(eq(operators.id, id));
    if (disabled) {
      await endSessions(tx, { operatorId: id });
      await endSupportOf(tx, by, id);
    }
    const action = disabled ? "operator.disabled" : "operator.enabled";
    await recordDeed(tx, by, action, { operator: id, email: operator.email });
  });
}
