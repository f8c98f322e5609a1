import { z } from "zod";
import { RenameApiKey, renameApiKey, revokeApiKey } from "#lib/api-keys/api-keys.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const PATCH = route(
  { summary: "Rename an API key", access: "admin", params, body: RenameApiKey },
  ({ ctx, params: { id }, body }) => renameApiKey(ctx, id, body),
);

export const DELETE = route(
  { summary: "Revoke an API key at once", access: "admin", params, whileLeaving: true },
  ({ ctx, params: { id } }) => revokeApiKey(ctx, id),
);
