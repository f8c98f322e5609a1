import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { endOperatorSessions, SessionsEnded } from "#lib/operators/end-operator-sessions.ts";

export const DELETE = route(
  {
    summary: "Sign an operator out everywhere",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    response: SessionsEnded,
  },
  ({ ctx, params }) => endOperatorSessions(ctx, params.id),
);
