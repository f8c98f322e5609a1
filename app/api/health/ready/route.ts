import { route } from "#lib/http/route.ts";
import { checkReadiness, Readiness } from "#lib/observability/readiness.ts";

export const GET = route(
  {
    summary:
      "This process can serve: database and object store answer; how the search of similar estimates is",
    access: "anyone",
    response: Readiness,
  },
  () => checkReadiness(),
);
