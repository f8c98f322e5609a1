import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeEndpoint, changeEndpoint, deleteEndpoint } from "#lib/webhooks/change-endpoint.ts";
import { EndpointView } from "#lib/webhooks/endpoint-row.ts";
import { readEndpoint } from "#lib/webhooks/list-endpoints.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  { summary: "One webhook endpoint", access: "admin", params, response: EndpointView, versioned: true },
  ({ ctx, params }) => readEndpoint(ctx, params.id),
);

export const PATCH = route(
  {
    summary: "Change a webhook endpoint's address, description or events",
    access: "admin",
    params,
    body: ChangeEndpoint,
    response: EndpointView,
    versioned: true,
  },
  ({ ctx, params, body, request }) => changeEndpoint(ctx, params.id, body, request.headers.get("if-match")),
);

export const DELETE = route(
  { summary: "Delete a webhook endpoint with its log", access: "admin", params },
  ({ ctx, params }) => deleteEndpoint(ctx, params.id),
);
