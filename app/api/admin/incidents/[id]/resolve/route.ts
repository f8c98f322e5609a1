import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ResolveIncident, resolveIncident } from "#lib/status/update-incident.ts";
import { IncidentView } from "#lib/status/views.ts";

export const POST = route(
  {
    summary: "Resolve an incident, or end or call off maintenance, with a last word",
    access: "operator",
    creates: { needsNoKey: "it is resolved once: a repetition is answered 409 incident_resolved" },
    params: z.object({ id: z.uuid() }),
    body: ResolveIncident,
    response: IncidentView,
  },
  ({ ctx, params, body, system }) => resolveIncident(ctx, params.id, body, system),
);
