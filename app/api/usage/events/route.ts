import { route } from "#lib/http/route.ts";
import { ListUsageEvents, listUsageEvents, UsageEvents } from "#lib/usage/list-events.ts";

export const GET = route(
  {
    summary: "The events behind the usage",
    access: "admin",
    query: ListUsageEvents,
    whileSuspended: true,
    response: UsageEvents,
  },
  ({ ctx, query }) => listUsageEvents(ctx, query),
);
