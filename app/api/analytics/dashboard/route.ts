import { Dashboard, readDashboard } from "#lib/estimates/dashboard.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "The organisation at a glance", access: "viewer", response: Dashboard },
  ({ ctx }) => readDashboard(ctx),
);
