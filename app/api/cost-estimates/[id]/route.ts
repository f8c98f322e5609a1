import { z } from "zod";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { ReadEstimate, readEstimate } from "#lib/estimates/read-estimate.ts";
import { EstimateDetail } from "#lib/estimates/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "An estimate with its lines, by storey and by material",
    access: "viewer",
    params,
    query: ReadEstimate,
    response: EstimateDetail,
  },
  ({ ctx, params, query }) => readEstimate(ctx, params.id, query),
);

export const DELETE = route(
  { summary: "Delete an estimate entered by hand, or one whose file is gone", access: "editor", params },
  ({ ctx, params: { id } }) => deleteEstimate(ctx, id),
);
