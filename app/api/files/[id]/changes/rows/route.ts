import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeList, ListChanges, listChanges } from "#lib/revisions/list-changes.ts";

export const GET = route(
  {
    summary: "The elements of two versions of a model, added, removed, changed and unchanged, page by page",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ListChanges,
    response: ChangeList,
  },
  ({ ctx, params, query }) => listChanges(ctx, params.id, query),
);
