import { z } from "zod";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { EstimateDetail } from "#lib/estimates/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Calculate an estimate again, on another price book version, place or rates",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: RepriceEstimate,
    response: EstimateDetail,
  },
  ({ ctx, params, body }) => repriceEstimate(ctx, params.id, body),
);
