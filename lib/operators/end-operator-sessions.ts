import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import type { OperatorCtx } from "#lib/operators/context.ts";
import { lockOperator } from "#lib/operators/lock-operator.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { endSessions } from "#lib/operators/session.ts";
import { endSupportOf } from "#lib/support/end-of-operator.ts";

export const SessionsEnded = z.object({ ended: z.number() });

/** Signs an operator out of every browser, from the next request on. Throws `NotFound`. */
export async function endOperatorSessions(
  by: OperatorCtx,
  id: string,
): Promise<z.input<typeof SessionsEnded>> {
  return withSystem(async (tx) => {
    const { email } = await lockOperator(tx, id);
    const ended = await endSessions(tx, { operatorId: id });
    await endSupportOf(tx, by, id);
    if (ended > 0) await recordDeed(tx, by, "operator.sessions_ended", { operator: id, email, ended });
    return { ended };
  });
}
