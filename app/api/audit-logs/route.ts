import { AuditLogs, ListAuditLogs, listAuditLogs } from "#lib/audit/list-logs.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The audit log: who did what, newest first",
    access: "admin",
    query: ListAuditLogs,
    response: AuditLogs,
  },
  ({ ctx, query }) => listAuditLogs(ctx, query),
);
