import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { exportEstimate } from "#lib/reports/export-estimate.ts";
import { exportResponse } from "#lib/reports/export-response.ts";
import { ExportQuery } from "#lib/reports/views.ts";

export const GET = route(
  {
    summary:
      "An estimate as a workbook with formulas (xlsx), its lines or elements as CSV, a report (pdf), or its model with cost and carbon written into it (ifc)",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ExportQuery,
    produces: "application/octet-stream",
  },
  async ({ ctx, params, query, request }) =>
    exportResponse(await exportEstimate(ctx, params.id, query), request),
);
