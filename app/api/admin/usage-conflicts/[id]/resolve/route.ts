import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { resolveUsageConflict, UsageConflictView } from "#lib/operators/usage-conflicts.ts";

export const POST = route(
  {
    summary: "Mark a usage conflict as settled",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    response: UsageConflictView,
  },
  ({ ctx, params }) => resolveUsageConflict(params.id, ctx),
);
