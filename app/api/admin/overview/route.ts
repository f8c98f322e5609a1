import { route } from "#lib/http/route.ts";
import { Overview, readOverview } from "#lib/operators/overview.ts";

export const GET = route(
  { summary: "How the whole platform does", access: "operator", response: Overview },
  () => readOverview(),
);
