import { z } from "zod";
import { readExport } from "#lib/exports/list-exports.ts";
import { removeExport } from "#lib/exports/remove-export.ts";
import { ExportView } from "#lib/exports/views.ts";
import { route } from "#lib/http/route.ts";

const Params = z.object({ id: z.uuid() });

export const GET = route(
  { summary: "How far an export is", access: "admin", params: Params, response: ExportView },
  ({ ctx, params }) => readExport(ctx, params.id),
);

export const DELETE = route(
  {
    summary: "Cancel an export that is being written, or delete its archive",
    access: "admin",
    params: Params,
    whileLeaving: true,
  },
  ({ ctx, params }) => removeExport(ctx, params.id),
);
