import { sql } from "drizzle-orm";
import { z } from "zod";
import { withSystem } from "#db/tenant.ts";
import { STATE } from "#lib/observability/traces/list-errors.ts";
import { ERROR_STATES, type ErrorGroup } from "#lib/observability/traces/views.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { findErrorGroup, noErrorGroup } from "#lib/operators/error-groups.ts";
import { recordDeed } from "#lib/operators/record.ts";

export const MarkErrorGroup = z.object({ state: z.enum(ERROR_STATES) });

/**
 * An operator says that an error is mended (it opens again when it is seen again), is nothing to look at, or is open after
 * all. The same again changes nothing. Throws `error_group_not_found`.
 */
export async function markErrorGroup(
  fingerprint: string,
  { state }: z.output<typeof MarkErrorGroup>,
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof ErrorGroup>> {
  await withSystem(async (tx) => {
    // Locked, or one that is cleared away meanwhile would have a mark of nothing.
    const [group] = await tx.execute<{ type: string; message: string; state: string }>(sql`
      select g.type, g.message, ${STATE} as state
      from error_groups g left join error_marks m on m.fingerprint = g.fingerprint
      where g.fingerprint = ${fingerprint} for key share of g`);
    if (!group) throw noErrorGroup();
    if (group.state === state) return;
    const { type, message } = group;
    if (state === "open") await tx.execute(sql`delete from error_marks where fingerprint = ${fingerprint}`);
    else
      await tx.execute(sql`
        insert into error_marks (fingerprint, state, marked_by) values (${fingerprint}, ${state}, ${by.actor})
        on conflict (fingerprint) do update set state = excluded.state, marked_by = excluded.marked_by, marked_at = now()`);
    await recordDeed(tx, by, DEEDS[state], { error: type, message, fingerprint });
  });
  return findErrorGroup(fingerprint);
}

const DEEDS = { open: "error.reopened", resolved: "error.resolved", ignored: "error.ignored" } as const;
