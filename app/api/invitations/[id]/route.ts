import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { revokeInvitation } from "#lib/members/revoke-invitation.ts";

export const DELETE = route(
  { summary: "Revoke an invitation", access: "admin", params: z.object({ id: z.uuid() }) },
  ({ ctx, params }) => revokeInvitation(ctx, params.id),
);
