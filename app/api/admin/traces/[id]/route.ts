import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { readTrace } from "#lib/observability/traces/read-trace.ts";
import { TraceId, TraceView } from "#lib/observability/traces/views.ts";

export const GET = route(
  {
    summary: "One trace with its spans",
    access: "operator",
    params: z.object({ id: TraceId }),
    response: TraceView,
  },
  ({ params }) => readTrace(params.id),
);
