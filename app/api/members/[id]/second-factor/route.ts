import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { FactorReset, resetMemberFactor } from "#lib/members/reset-second-factor.ts";

export const DELETE = route(
  {
    summary: "Take a member's lost second factor away and sign them out; never one's own",
    access: "admin",
    fresh: true,
    params: z.object({ id: z.uuid() }),
    response: FactorReset,
  },
  ({ ctx, params }) => resetMemberFactor(ctx, params.id),
);
