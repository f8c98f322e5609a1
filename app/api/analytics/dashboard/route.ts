import { ReadDashboard, readDashboard } from "#lib/dashboard/read-dashboard.ts";
import { Dashboard } from "#lib/dashboard/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation, or a project, at a glance",
    access: "viewer",
    query: ReadDashboard,
    response: Dashboard,
  },
  ({ ctx, query }) => readDashboard(ctx, query),
);
