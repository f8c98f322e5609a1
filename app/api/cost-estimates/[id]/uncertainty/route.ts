import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ReadUncertainty, readUncertainty } from "#lib/uncertainty/read-uncertainty.ts";
import { UncertaintyView } from "#lib/uncertainty/views.ts";

export const GET = route(
  {
    summary:
      "How far an estimate's cost and carbon may lie off: simulated percentiles, and what moves them most",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ReadUncertainty,
    response: UncertaintyView,
  },
  ({ ctx, params, query }) => readUncertainty(ctx, params.id, query),
);
