import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { InvitationView } from "#lib/members/list-invitations.ts";
import { resendInvitation } from "#lib/members/resend-invitation.ts";

export const POST = route(
  {
    summary: "Mail an invitation again; links of its mails before stop working",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: InvitationView,
  },
  ({ ctx, params }) => resendInvitation(ctx, params.id),
);
