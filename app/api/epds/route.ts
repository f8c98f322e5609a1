import { ImportedEpds, importEpds } from "#lib/epd/import-epds.ts";
import { ListEpds, listEpds } from "#lib/epd/list-epds.ts";
import { EpdList } from "#lib/epd/views.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The organisation's environmental product declarations (EPD), by name",
    access: "viewer",
    query: ListEpds,
    response: EpdList,
  },
  ({ ctx, query }) => listEpds(ctx, query),
);

export const POST = route(
  {
    summary:
      "Import declarations (form field `file`, once or often): ILCD+EPD as XML or JSON, CSV, or archives of them",
    access: "admin",
    creates: "by key",
    body: "multipart",
    status: 201,
    response: ImportedEpds,
  },
  ({ ctx, request }) => importEpds(ctx, request),
);
