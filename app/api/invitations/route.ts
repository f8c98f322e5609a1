import { route } from "#lib/http/route.ts";
import { Invite, invite } from "#lib/members/invite.ts";
import { Invitations, InvitationView, listInvitations } from "#lib/members/list-invitations.ts";

export const GET = route(
  {
    summary: "Invitations that wait or have expired, and the plan's seats",
    access: "admin",
    response: Invitations,
  },
  ({ ctx }) => listInvitations(ctx),
);

export const POST = route(
  {
    summary: "Invite somebody by mail",
    access: "admin",
    creates: "by key",
    body: Invite,
    status: 201,
    response: InvitationView,
  },
  ({ ctx, body }) => invite(ctx, body),
);
