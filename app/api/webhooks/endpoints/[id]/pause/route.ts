import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { EndpointView } from "#lib/webhooks/endpoint-row.ts";
import { pauseEndpoint } from "#lib/webhooks/pause-endpoint.ts";

export const POST = route(
  {
    summary: "Stop sending to a webhook endpoint; what happens meanwhile waits",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: EndpointView,
  },
  ({ ctx, params }) => pauseEndpoint(ctx, params.id),
);
