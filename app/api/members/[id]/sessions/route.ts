import { z } from "zod";
import { endMemberSessions } from "#lib/auth/sessions.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "End all of a member's sessions at this organisation",
    access: "admin",
    whileLeaving: true,
    params: z.object({ id: z.uuid() }),
    response: z.object({ ended: z.number() }),
  },
  ({ ctx, params }) => endMemberSessions(ctx, params.id),
);
