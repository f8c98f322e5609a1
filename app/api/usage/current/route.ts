import { route } from "#lib/http/route.ts";
import { CurrentUsage, readCurrentUsage } from "#lib/usage/current-usage.ts";

export const GET = route(
  {
    summary: "The month so far against plan and caps",
    access: "viewer",
    whileSuspended: true,
    response: CurrentUsage,
  },
  ({ ctx }) => readCurrentUsage(ctx),
);
