import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { retryRun } from "#lib/jobs/operators.ts";

export const POST = route(
  {
    summary: "Try a failed job run again; what it has done stays done",
    access: "operator",
    params: z.object({ id: z.uuid() }),
  },
  async ({ ctx, params }) => {
    await retryRun(params.id, ctx);
  },
);
