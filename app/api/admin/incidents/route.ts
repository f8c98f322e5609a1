import { route } from "#lib/http/route.ts";
import { CreateIncident, createIncident } from "#lib/status/create-incident.ts";
import { IncidentList, ListIncidents, listIncidents } from "#lib/status/list-incidents.ts";
import { IncidentView } from "#lib/status/views.ts";

export const GET = route(
  {
    summary: "Incidents and planned maintenance, newest first",
    access: "operator",
    query: ListIncidents,
    response: IncidentList,
  },
  ({ query }) => listIncidents(query),
);

export const POST = route(
  {
    summary: "Tell everybody of an incident, or of planned maintenance",
    access: "operator",
    creates: "by key",
    body: CreateIncident,
    status: 201,
    response: IncidentView,
  },
  ({ ctx, body, system }) => createIncident(ctx, body, system),
);
