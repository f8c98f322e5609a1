import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { InvitationView, Invite, invite, listInvitations } from "#lib/members/invite.ts";

export const GET = route(
  { summary: "Open invitations", access: "admin", response: z.object({ items: z.array(InvitationView) }) },
  ({ ctx }) => listInvitations(ctx),
);

export const POST = route(
  {
    summary: "Invite somebody by mail",
    access: "admin",
    body: Invite,
    status: 201,
    response: InvitationView,
  },
  ({ ctx, body }) => invite(ctx, body),
);
