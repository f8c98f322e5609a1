import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { TransferAdmin, transferAdmin } from "#lib/members/change-member.ts";

export const POST = route(
  {
    summary: "Make a member an admin and become something less, in one step",
    access: "admin",
    fresh: true,
    params: z.object({ id: z.uuid() }),
    body: TransferAdmin,
  },
  ({ ctx, params, body }) => transferAdmin(ctx, params.id, body),
);
