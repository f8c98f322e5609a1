import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { EndpointView } from "#lib/webhooks/endpoint-row.ts";
import { resumeEndpoint } from "#lib/webhooks/pause-endpoint.ts";

export const POST = route(
  {
    summary: "Send to a webhook endpoint again, and at once what waits",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: EndpointView,
  },
  ({ ctx, params }) => resumeEndpoint(ctx, params.id),
);
