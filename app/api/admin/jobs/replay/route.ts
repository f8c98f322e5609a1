import { route } from "#lib/http/route.ts";
import { JobsReplayed, ReplayJobs, replayFailed } from "#lib/operators/jobs.ts";

export const POST = route(
  {
    summary: "Try the failed runs of one function again, 200 at a time",
    access: "operator",
    body: ReplayJobs,
    response: JobsReplayed,
  },
  ({ ctx, body }) => replayFailed(body, ctx),
);
