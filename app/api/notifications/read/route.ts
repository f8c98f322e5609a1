import { route } from "#lib/http/route.ts";
import { MarkedRead, MarkRead, markRead } from "#lib/notifications/mark-read.ts";

export const POST = route(
  {
    summary: "Mark notices as read",
    access: "viewer",
    body: MarkRead,
    response: MarkedRead,
    whileSuspended: true,
  },
  ({ ctx, body }) => markRead(ctx, body),
);
