import { ArchiveByHand, archiveByHand } from "#lib/archival/archive-by-hand.ts";
import { ListRuns, listRuns, RunList } from "#lib/archival/list-runs.ts";
import { RunDetail } from "#lib/archival/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The runs that archived the organisation's files",
    access: "admin",
    query: ListRuns,
    response: RunList,
  },
  ({ ctx, query }) => listRuns(ctx, query),
);

export const POST = route(
  {
    summary: "Archive chosen files now",
    access: "admin",
    creates: "by key",
    body: ArchiveByHand,
    response: RunDetail,
    status: 202,
  },
  ({ ctx, body }) => archiveByHand(ctx, body),
);
