import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { listMembers, MemberView } from "#lib/members/list-members.ts";

export const GET = route(
  {
    summary: "Members of the organisation",
    access: "viewer",
    response: z.object({ items: z.array(MemberView) }),
  },
  ({ ctx }) => listMembers(ctx),
);
