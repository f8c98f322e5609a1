import { z } from "zod";
import { revokeApiKey } from "#lib/api-keys/api-keys.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  { summary: "Revoke an API key at once", access: "admin", params: z.object({ id: z.uuid() }) },
  ({ ctx, params }) => revokeApiKey(ctx, params.id),
);
