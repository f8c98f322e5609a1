import { route } from "#lib/http/route.ts";
import { ListNotices, listNotices, Notices } from "#lib/notifications/list-notices.ts";

export const GET = route(
  {
    summary: "What the person was told in the product, newest first",
    access: "viewer",
    query: ListNotices,
    response: Notices,
    whileSuspended: true,
  },
  ({ ctx, query }) => listNotices(ctx, query),
);
