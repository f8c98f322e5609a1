import { route } from "#lib/http/route.ts";
import { JobList, ListJobs, listJobs } from "#lib/operators/jobs.ts";

export const GET = route(
  {
    summary: "Job runs of all organisations by status",
    access: "operator",
    query: ListJobs,
    response: JobList,
  },
  ({ query }) => listJobs(query),
);
