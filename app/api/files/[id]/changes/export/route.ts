import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ExportChanges, exportChanges } from "#lib/revisions/export-changes.ts";
import { attachment } from "#lib/storage/content-disposition.ts";

export const GET = route(
  {
    summary: "The elements of two versions of a model as CSV",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ExportChanges,
    produces: "text/csv",
  },
  async ({ ctx, params, query }) => {
    const { filename, body } = await exportChanges(ctx, params.id, query);
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment(filename),
    };
    return new Response(body, { headers });
  },
);
