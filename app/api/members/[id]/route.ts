import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeMember, changeRole, removeMember } from "#lib/members/change-member.ts";

const params = z.object({ id: z.uuid() });

export const PATCH = route(
  {
    summary: "Change a member's role",
    access: "admin",
    fresh: true,
    params,
    body: ChangeMember,
    response: z.object({ user_id: z.string(), role: z.string() }),
  },
  ({ ctx, params: { id }, body }) => changeRole(ctx, id, body),
);

export const DELETE = route(
  { summary: "Remove a member, or leave", access: "viewer", params, whileLeaving: true },
  ({ ctx, params: { id } }) => removeMember(ctx, id),
);
