import { z } from "zod";
import { compareReturns } from "#lib/boq/comparison/compare-returns.ts";
import { ComparisonView } from "#lib/boq/comparison/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Bidders' newest bills side by side, with the lowest price of each item and outliers",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: ComparisonView,
  },
  ({ ctx, params }) => compareReturns(ctx, params.id),
);
