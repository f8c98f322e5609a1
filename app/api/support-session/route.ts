import { route } from "#lib/http/route.ts";
import { endSupport } from "#lib/support/end-session.ts";

export const DELETE = route(
  { summary: "End an operator's visit", access: "viewer", forSupport: true, whileLeaving: true },
  ({ ctx }) => endSupport(ctx),
);
