import { z } from "zod";
import { CsvHeadings } from "#lib/http/csv-headings.ts";
import { route } from "#lib/http/route.ts";
import { invoiceUsageCsv } from "#lib/usage/events-csv.ts";

export const GET = route(
  {
    summary: "The usage events behind an invoice, as CSV",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    query: CsvHeadings,
    produces: "text/csv",
    whileSuspended: true,
  },
  async ({ ctx, params, query }) => {
    const { filename, body } = await invoiceUsageCsv(ctx, params.id, query);
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return new Response(body, { headers });
  },
);
