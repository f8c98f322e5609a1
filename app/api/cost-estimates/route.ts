import { z } from "zod";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { EstimateList, ListEstimates, listEstimates } from "#lib/estimates/list-estimates.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "List estimates, newest first", access: "viewer", query: ListEstimates, response: EstimateList },
  ({ ctx, query }) => listEstimates(ctx, query),
);

export const POST = route(
  {
    summary: "Estimate quantities entered by hand",
    access: "editor",
    creates: "by key",
    body: CreateEstimate,
    status: 201,
    response: z.object({ id: z.string(), created: z.literal(true) }),
  },
  ({ ctx, body }) => createEstimate(ctx, body),
);
