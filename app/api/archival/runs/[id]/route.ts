import { z } from "zod";
import { readRun } from "#lib/archival/read-run.ts";
import { ReadRun, RunDetail } from "#lib/archival/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "A run of archival: counts by class, and what was not moved and why",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    query: ReadRun,
    response: RunDetail,
  },
  ({ ctx, params, query }) => readRun(ctx, params.id, { details: query.details === "true" }),
);
