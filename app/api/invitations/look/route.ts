import { route } from "#lib/http/route.ts";
import { InvitationOffer, LookAtInvitation, lookAtInvitation } from "#lib/members/accept-invitation.ts";

export const POST = route(
  {
    summary: "What an invitation offers, and to whom; it is not accepted by this",
    access: "anyone",
    body: LookAtInvitation,
    response: InvitationOffer,
  },
  ({ body, request, ip }) => lookAtInvitation(body, { host: request.headers.get("host"), ip }),
);
