import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { UpdateIncident, updateIncident } from "#lib/status/update-incident.ts";
import { IncidentView } from "#lib/status/views.ts";

export const POST = route(
  {
    summary: "Say what is new of an open incident",
    access: "operator",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    body: UpdateIncident,
    status: 201,
    response: IncidentView,
  },
  ({ ctx, params, body, system }) => updateIncident(ctx, params.id, body, system),
);
