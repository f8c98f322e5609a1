import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeColumns, changeColumns } from "#lib/revisions/change-columns.ts";

export const GET = route(
  {
    summary: "Every element of two versions of a model in columns: kind of change, class, storey, ordinals",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: ChangeColumns,
  },
  ({ ctx, params }) => changeColumns(ctx, params.id),
);
