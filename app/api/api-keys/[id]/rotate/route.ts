import { z } from "zod";
import { RotateApiKey, rotateApiKey } from "#lib/api-keys/api-keys.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "A new key in place of this one, which works on for a while; its secret is shown once",
    access: "admin",
    creates: "by key",
    fresh: true,
    params: z.object({ id: z.uuid() }),
    body: RotateApiKey,
    status: 201,
    response: z.object({
      id: z.string(),
      prefix: z.string(),
      api_key: z.string(),
      previous_ends_at: z.string(),
    }),
  },
  ({ ctx, params, body }) => rotateApiKey(ctx, params.id, body),
);
