import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { CreateEndpoint, createEndpoint } from "#lib/webhooks/create-endpoint.ts";
import { EndpointView, EndpointWithSecret } from "#lib/webhooks/endpoint-row.ts";
import { listEndpoints } from "#lib/webhooks/list-endpoints.ts";

export const GET = route(
  {
    summary: "Webhook endpoints and how they do",
    access: "admin",
    response: z.object({ items: z.array(EndpointView) }),
  },
  ({ ctx }) => listEndpoints(ctx),
);

export const POST = route(
  {
    summary: "Create a webhook endpoint; its secret is shown once",
    access: "admin",
    creates: "by key",
    body: CreateEndpoint,
    status: 201,
    response: EndpointWithSecret,
  },
  ({ ctx, body }) => createEndpoint(ctx, body),
);
