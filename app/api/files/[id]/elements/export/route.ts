import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ExportElements, exportElements } from "#lib/processing/export-elements.ts";
import { attachment } from "#lib/storage/content-disposition.ts";

export const GET = route(
  {
    summary: "A file's elements as CSV, filtered, grouped and sorted",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: ExportElements,
    produces: "text/csv",
  },
  async ({ ctx, params, query }) => {
    const { filename, body } = await exportElements(ctx, params.id, query);
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": attachment(filename),
    };
    return new Response(body, { headers });
  },
);
