import { route } from "#lib/http/route.ts";
import { countUnread, UnreadNotices } from "#lib/notifications/list-notices.ts";

export const GET = route(
  {
    summary: "How many notices the person has not read",
    access: "viewer",
    response: UnreadNotices,
    whileSuspended: true,
  },
  ({ ctx }) => countUnread(ctx),
);
