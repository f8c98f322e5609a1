import { z } from "zod";
import { downloadExport } from "#lib/exports/download-export.ts";
import { downloadResponse } from "#lib/http/download-response.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary:
      "An export's archive (one Range may be asked for); on S3 a redirect to a link that holds for five minutes",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    produces: "application/zip",
  },
  async ({ ctx, params, request }) =>
    downloadResponse(
      await downloadExport(ctx, params.id, request.headers.get("range")),
      request,
      "application/zip",
    ),
);
