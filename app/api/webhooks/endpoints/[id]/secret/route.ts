import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { EndpointWithSecret } from "#lib/webhooks/endpoint-row.ts";
import { RotateSecret, rotateSecret } from "#lib/webhooks/rotate-secret.ts";

export const POST = route(
  {
    summary: "Give a webhook endpoint a new secret, shown once; the old one signs as well for a time",
    access: "admin",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    body: RotateSecret,
    response: EndpointWithSecret,
  },
  ({ ctx, params, body }) => rotateSecret(ctx, params.id, body),
);
