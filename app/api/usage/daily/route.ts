import { route } from "#lib/http/route.ts";
import { DailyUsage, Days, readDailyUsage } from "#lib/usage/daily-usage.ts";

export const GET = route(
  { summary: "Usage day by day", access: "viewer", query: Days, whileSuspended: true, response: DailyUsage },
  ({ ctx, query }) => readDailyUsage(ctx, query),
);
