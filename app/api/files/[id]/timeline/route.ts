import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readTimeline } from "#lib/observability/traces/read-timeline.ts";
import { Timeline } from "#lib/observability/traces/views.ts";

export const GET = route(
  {
    summary: "How a file was processed: its newest runs, their steps and each attempt, from the traces",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: Timeline,
  },
  ({ ctx, params }) => readTimeline(ctx, params.id),
);
