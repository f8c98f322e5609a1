import { z } from "zod";
import { endSession } from "#lib/auth/sessions.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "End one session of the signed-in person",
    access: "viewer",
    personal: true,
    whileLeaving: true,
    params: z.object({ id: z.uuid() }),
  },
  ({ ctx, params }) => endSession(ctx, params.id),
);
