import { ExportAuditLogs, exportAuditLogs } from "#lib/audit/export-logs.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The audit log as CSV or JSON lines",
    access: "admin",
    query: ExportAuditLogs,
    produces: "text/csv",
  },
  async ({ ctx, query }) => {
    const { filename, contentType, archivedDays, body } = await exportAuditLogs(ctx, query);
    const headers = {
      "content-type": contentType,
      "content-disposition": `attachment; filename="${filename}"`,
      "x-archived-days": String(archivedDays),
    };
    return new Response(body, { headers });
  },
);
