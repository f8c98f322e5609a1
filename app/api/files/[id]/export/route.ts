import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { exportFile } from "#lib/reports/export-estimate.ts";
import { exportResponse } from "#lib/reports/export-response.ts";
import { ExportQuery } from "#lib/reports/views.ts";

export const GET = route(
  {
    summary:
      "A file's model with cost and carbon written into it (ifc), or its estimate as a workbook, CSV or a report (xlsx, csv, pdf)",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ExportQuery,
    produces: "application/octet-stream",
  },
  async ({ ctx, params, query, request }) => exportResponse(await exportFile(ctx, params.id, query), request),
);
