import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ReadDistribution, readDistribution } from "#lib/search/read-distribution.ts";
import { DistributionView } from "#lib/search/views.ts";

export const GET = route(
  {
    summary:
      "Where an estimate lies among the organisation's others, by cost and carbon per m² of floor area",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ReadDistribution,
    response: DistributionView,
  },
  ({ ctx, params, query }) => readDistribution(ctx, params.id, query),
);
