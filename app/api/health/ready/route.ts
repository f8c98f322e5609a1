import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { checkReadiness } from "#lib/observability/readiness.ts";

export const GET = route(
  {
    summary: "This process can serve: database and object store answer",
    access: "anyone",
    response: z.object({ status: z.literal("ready") }),
  },
  () => checkReadiness(),
);
