import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { notifications } from "#db/schema/notifications.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { countOf, mine, type UnreadNotices } from "./list-notices.ts";

export const MarkUnread = z.strictObject({
  /** What marking them as read answered. */
  read_at: z.iso.datetime(),
});

/** Takes back that the caller's own notices were marked as read, all of one call of `markRead`. Throws as `listNotices` does. */
export async function markUnread(
  ctx: Ctx,
  { read_at }: z.output<typeof MarkUnread>,
): Promise<z.input<typeof UnreadNotices>> {
  return ctx.transaction(async (tx) => {
    await tx
      .update(notifications)
      .set({ readAt: null })
      .where(and(mine(ctx), eq(notifications.readAt, new Date(read_at))));
    return { unread: await countOf(tx, ctx) };
  });
}
