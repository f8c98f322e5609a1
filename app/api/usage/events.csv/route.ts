import { route } from "#lib/http/route.ts";
import { EventsCsv, usageEventsCsv } from "#lib/usage/events-csv.ts";

export const GET = route(
  {
    summary: "Usage events of some days, as CSV",
    access: "admin",
    query: EventsCsv,
    produces: "text/csv",
  },
  async ({ ctx, query }) => {
    const { filename, body } = await usageEventsCsv(ctx, query);
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return new Response(body, { headers });
  },
);
