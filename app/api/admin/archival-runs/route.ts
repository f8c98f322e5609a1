import { ListOperatorRuns, listOperatorRuns, OperatorRunList } from "#lib/archival/operator-runs.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The runs of archival and how far they are",
    access: "operator",
    query: ListOperatorRuns,
    response: OperatorRunList,
  },
  ({ query }) => listOperatorRuns(query),
);
