import { route } from "#lib/http/route.ts";
import { UnreadNotices } from "#lib/notifications/list-notices.ts";
import { MarkUnread, markUnread } from "#lib/notifications/mark-unread.ts";

export const POST = route(
  {
    summary: "Take back that notices were marked as read",
    access: "viewer",
    body: MarkUnread,
    response: UnreadNotices,
    whileSuspended: true,
  },
  ({ ctx, body }) => markUnread(ctx, body),
);
