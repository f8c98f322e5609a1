import { z } from "zod";
import { readRun } from "#lib/archival/read-run.ts";
import { RunDetail } from "#lib/archival/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "A run of archival: counts by class, and what was not moved and why",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: RunDetail,
  },
  ({ ctx, params }) => readRun(ctx, params.id),
);
