import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { listProjectShares } from "#lib/sharing/list-project-shares.ts";
import { ProjectShares } from "#lib/sharing/views.ts";

export const GET = route(
  {
    summary:
      "Links that lead to results of a project's estimates now; restricting the project revokes all of them",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    response: ProjectShares,
  },
  ({ ctx, params }) => listProjectShares(ctx, params.id),
);
