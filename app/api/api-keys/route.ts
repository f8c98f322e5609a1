import { z } from "zod";
import { ApiKeyView, CreateApiKey, createApiKey, listApiKeys } from "#lib/api-keys/api-keys.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "API keys, without their secrets",
    access: "admin",
    response: z.object({ items: z.array(ApiKeyView) }),
  },
  ({ ctx }) => listApiKeys(ctx),
);

export const POST = route(
  {
    summary: "Create an API key; its secret is shown once",
    access: "admin",
    creates: "by key",
    fresh: true,
    body: CreateApiKey,
    status: 201,
    response: z.object({ id: z.string(), prefix: z.string(), api_key: z.string() }),
  },
  ({ ctx, body }) => createApiKey(ctx, body),
);
