import { z } from "zod";
import { removeReturn } from "#lib/boq/returns/list-returns.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "Take a bidder's returned bill away; the one before it stands again",
    access: "editor",
    params: z.object({ id: z.uuid(), returnId: z.uuid() }),
  },
  ({ ctx, params }) => removeReturn(ctx, params),
);
