import { Exports, listExports } from "#lib/exports/list-exports.ts";
import { requestExport } from "#lib/exports/request-export.ts";
import { ExportView } from "#lib/exports/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "The organisation's last exports", access: "admin", response: Exports },
  ({ ctx }) => listExports(ctx),
);

export const POST = route(
  {
    summary: "Export everything the organisation has, as one archive; a mail tells when it is ready",
    access: "admin",
    fresh: true,
    whileLeaving: true,
    creates: "by key",
    response: ExportView,
    status: 202,
  },
  ({ ctx }) => requestExport(ctx),
);
