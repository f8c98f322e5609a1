import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeIncident, changeIncident } from "#lib/status/change-incident.ts";

export const PATCH = route(
  {
    summary: "Correct an open incident: its title, what is affected, its window",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    body: ChangeIncident,
  },
  ({ ctx, params, body }) => changeIncident(ctx, params.id, body),
);
