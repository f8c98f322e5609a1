import { z } from "zod";
import { ExportComparison, exportComparison } from "#lib/boq/comparison/export-comparison.ts";
import { route } from "#lib/http/route.ts";
import { exportResponse } from "#lib/reports/export-response.ts";

export const GET = route(
  {
    summary: "The comparison of bidders as a workbook",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ExportComparison,
    produces: "application/octet-stream",
  },
  async ({ ctx, params, query, request }) =>
    exportResponse(await exportComparison(ctx, params.id, query), request),
);
