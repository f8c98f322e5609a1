import { ListRestores, listRestores, Restores } from "#lib/archival/list-restores.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Restores of archived files, newest first; of one batch with its progress",
    access: "viewer",
    query: ListRestores,
    response: Restores,
  },
  ({ ctx, query }) => listRestores(ctx, query),
);
