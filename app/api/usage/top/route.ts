import { route } from "#lib/http/route.ts";
import { Days } from "#lib/usage/daily-usage.ts";
import { readTopUsage, TopUsage } from "#lib/usage/top-usage.ts";

export const GET = route(
  {
    summary: "API keys and members that used most",
    access: "admin",
    query: Days,
    whileSuspended: true,
    response: TopUsage,
  },
  ({ ctx, query }) => readTopUsage(ctx, query),
);
