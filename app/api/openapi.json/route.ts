import { z } from "zod";
import { openApiDocument } from "#lib/http/openapi.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "This description of the API", access: "anyone", response: z.record(z.string(), z.unknown()) },
  openApiDocument,
);
