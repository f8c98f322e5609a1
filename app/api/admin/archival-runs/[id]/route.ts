import { z } from "zod";
import { readOperatorRun } from "#lib/archival/operator-runs.ts";
import { OperatorRunDetail, ReadRun } from "#lib/archival/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "A run of archival, its organisations and why things were not moved",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    query: ReadRun,
    response: OperatorRunDetail,
  },
  ({ params, query }) => readOperatorRun(params.id, { details: query.details === "true" }),
);
