import { z } from "zod";
import { deleteEpd } from "#lib/epd/delete-epd.ts";
import { readEpd } from "#lib/epd/read-epd.ts";
import { EpdDetail } from "#lib/epd/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "A declaration with all that it declares, and what it counts for",
    access: "viewer",
    params,
    response: EpdDetail,
  },
  ({ ctx, params }) => readEpd(ctx, params.id),
);

export const DELETE = route(
  { summary: "Delete a declaration that was never chosen", access: "admin", params },
  ({ ctx, params }) => deleteEpd(ctx, params.id),
);
