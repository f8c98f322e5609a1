import { z } from "zod";
import { ReadEstimate, readEstimate } from "#lib/estimates/read-estimate.ts";
import { EstimateDetail } from "#lib/estimates/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "An estimate with its lines, by storey and by material",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ReadEstimate,
    response: EstimateDetail,
  },
  ({ ctx, params, query }) => readEstimate(ctx, params.id, query),
);
