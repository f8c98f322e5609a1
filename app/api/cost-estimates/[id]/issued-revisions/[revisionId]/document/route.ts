import { z } from "zod";
import { downloadResponse } from "#lib/http/download-response.ts";
import { route } from "#lib/http/route.ts";
import { DocumentQuery, downloadDocument } from "#lib/issuing/download-document.ts";

export const GET = route(
  {
    summary:
      "An issued document, the same bytes whenever it is asked for (one Range may be); on S3 a redirect to a link that holds for five minutes",
    access: "viewer",
    params: z.object({ id: z.uuid(), revisionId: z.uuid() }),
    query: DocumentQuery,
    produces: "application/octet-stream",
  },
  async ({ ctx, params, query, request }) =>
    downloadResponse(await downloadDocument(ctx, params, query, request.headers.get("range")), request),
);
