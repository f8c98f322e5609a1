import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { SetPeople, setPeople } from "#lib/projects/set-people.ts";
import { ProjectDetail } from "#lib/projects/views.ts";

export const PUT = route(
  {
    summary: "Say who sees a restricted project besides the admins",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    body: SetPeople,
    response: ProjectDetail,
  },
  ({ ctx, params, body }) => setPeople(ctx, params.id, body),
);
