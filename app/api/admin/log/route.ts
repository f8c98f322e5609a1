import { route } from "#lib/http/route.ts";
import { ListOperatorLog, listOperatorLog, OperatorLogList } from "#lib/operators/list-log.ts";

export const GET = route(
  {
    summary: "What operators did, newest first",
    access: "operator",
    query: ListOperatorLog,
    response: OperatorLogList,
  },
  ({ query }) => listOperatorLog(query),
);
