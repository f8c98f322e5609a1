import { route } from "#lib/http/route.ts";
import { ListUsageConflicts, listUsageConflicts, UsageConflictList } from "#lib/operators/usage-conflicts.ts";

export const GET = route(
  {
    summary: "Usage events that were refused, beside the counted ones",
    access: "operator",
    query: ListUsageConflicts,
    response: UsageConflictList,
  },
  ({ query }) => listUsageConflicts(query),
);
