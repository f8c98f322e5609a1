import { route } from "#lib/http/route.ts";
import { FailedAttemptList, ListFailedAttempts, listFailedAttempts } from "#lib/operators/failed-attempts.ts";

export const GET = route(
  {
    summary: "Failed attempts of jobs, retried or not, newest first",
    access: "operator",
    query: ListFailedAttempts,
    response: FailedAttemptList,
  },
  ({ query }) => listFailedAttempts(query),
);
