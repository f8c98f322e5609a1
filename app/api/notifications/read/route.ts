import { route } from "#lib/http/route.ts";
import { UnreadNotices } from "#lib/notifications/list-notices.ts";
import { MarkRead, markRead } from "#lib/notifications/mark-read.ts";

export const POST = route(
  {
    summary: "Mark notices as read",
    access: "viewer",
    body: MarkRead,
    response: UnreadNotices,
    whileSuspended: true,
  },
  ({ ctx, body }) => markRead(ctx, body),
);
