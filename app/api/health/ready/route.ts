import { route } from "#lib/http/route.ts";
import { checkReadiness, Readiness } from "#lib/observability/readiness.ts";

export const GET = route(
  {
    summary: "This process can serve, and how each part is that it stands on; 503 while it cannot",
    access: "anyone",
    response: Readiness,
  },
  () => checkReadiness(),
);
