import { route } from "#lib/http/route.ts";
import { ListSlowRequests, listSlowRequests, SlowRequestList } from "#lib/operators/slow-requests.ts";

export const GET = route(
  {
    summary: "Requests and stretches of jobs that took too long",
    access: "operator",
    query: ListSlowRequests,
    response: SlowRequestList,
  },
  ({ query }) => listSlowRequests(query),
);
