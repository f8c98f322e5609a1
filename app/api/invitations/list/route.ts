import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { InvitationOutcome, InviteList, inviteList } from "#lib/members/invite.ts";

export const POST = route(
  {
    summary: "Invite everybody of a pasted list; each address has its own result",
    access: "admin",
    creates: "by key",
    body: InviteList,
    response: z.object({ items: z.array(InvitationOutcome) }),
  },
  ({ ctx, body }) => inviteList(ctx, body),
);
