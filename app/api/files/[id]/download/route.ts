import { z } from "zod";
import { downloadFile } from "#lib/files/download-file.ts";
import { downloadResponse } from "#lib/http/download-response.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary:
      "A file's bytes (one Range may be asked for); on S3 a redirect to a link that holds for five minutes",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    produces: "application/octet-stream",
  },
  async ({ ctx, params, request }) =>
    downloadResponse(await downloadFile(ctx, params.id, request.headers.get("range")), request),
);
