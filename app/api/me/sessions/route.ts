import { z } from "zod";
import { endOtherSessions, listSessions, SessionView } from "#lib/auth/sessions.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Where the signed-in person is signed in, at all of their organisations",
    access: "viewer",
    personal: true,
    response: z.object({ items: z.array(SessionView) }),
  },
  ({ ctx }) => listSessions(ctx),
);

export const DELETE = route(
  {
    summary: "End all sessions of the signed-in person but this one",
    access: "viewer",
    personal: true,
    whileLeaving: true,
    response: z.object({ ended: z.number() }),
  },
  ({ ctx }) => endOtherSessions(ctx),
);
