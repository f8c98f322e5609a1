import { z } from "zod";
import { BreakdownView, readBreakdown } from "#lib/estimates/read-breakdown.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary:
      "What an estimate consists of: by storey, class and material, its price's build-up, and benchmarks per m²",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: BreakdownView,
  },
  ({ ctx, params }) => readBreakdown(ctx, params.id),
);
