import { route } from "#lib/http/route.ts";
import { ErrorGroupList, ListErrorGroups, listErrorGroups } from "#lib/operators/error-groups.ts";

export const GET = route(
  {
    summary: "Errors of the platform by fingerprint, those seen last first",
    access: "operator",
    query: ListErrorGroups,
    response: ErrorGroupList,
  },
  ({ query }) => listErrorGroups(query),
);
