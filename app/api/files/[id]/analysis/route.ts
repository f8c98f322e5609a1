import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { AnalysisView, readAnalysis } from "#lib/processing/read-analysis.ts";

export const GET = route(
  {
    summary: "A file's take-off, materials, cost and carbon, as far as its run is",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: AnalysisView,
  },
  ({ ctx, params }) => readAnalysis(ctx, params.id),
);
