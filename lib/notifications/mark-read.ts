import { and, inArray, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import { notifications } from "#db/schema/notifications.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { IN_APP_TOPICS } from "./kinds.ts";
import { countOf, kindsOf, mine, UnreadNotices } from "./list-notices.ts";

export const MarkRead = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }),
  z.strictObject({
    all: z.literal(true),
    /** Only those that came no later: what has come since somebody looked stays unread. */
    until: z.iso.datetime().optional(),
    /** Only those about this. */
    topic: z.enum(IN_APP_TOPICS).optional(),
  }),
]);

export const MarkedRead = z.object({
  ...UnreadNotices.shape,
  /** When these were read: by it they are marked unread again (`markUnread`). */
  read_at: z.string(),
});

/** Marks the caller's own notices as read; ids of others' are passed over. Throws as `listNotices` does. */
export async function markRead(
  ctx: Ctx,
  input: z.output<typeof MarkRead>,
): Promise<z.input<typeof MarkedRead>> {
  const which =
    "ids" in input
      ? inArray(notifications.id, input.ids)
      : and(
          input.until ? lte(notifications.createdAt, new Date(input.until)) : undefined,
          input.topic ? inArray(notifications.kind, kindsOf(input.topic)) : undefined,
        );
  // To the millisecond, as JSON tells it, so that it names the same rows when it comes back.
  const readAt = new Date();
  return ctx.transaction(async (tx) => {
    await tx
      .update(notifications)
      .set({ readAt })
      .where(and(mine(ctx), isNull(notifications.readAt), which));
    return { unread: await countOf(tx, ctx), read_at: readAt.toISOString() };
  });
}
