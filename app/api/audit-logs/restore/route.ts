import { LogRestore, RestoreLogs, requestLogRestore } from "#lib/archival/logs/request-restore.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Make archived days of the audit log searchable for seven days",
    access: "admin",
    body: RestoreLogs,
    response: LogRestore,
    status: 202,
    creates: { needsNoKey: "asked again, it is the same restore" },
  },
  ({ ctx, body }) => requestLogRestore(ctx, body),
);
