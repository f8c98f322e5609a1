import { route } from "#lib/http/route.ts";
import { CountSlow, countSlow, SlowCounts } from "#lib/observability/traces/count-slow.ts";

export const GET = route(
  {
    summary: "Which requests and jobs took too long most often",
    access: "operator",
    query: CountSlow,
    response: SlowCounts,
  },
  ({ query }) => countSlow(query),
);
