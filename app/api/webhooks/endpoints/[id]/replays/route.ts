import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { Replayed, ReplayRange, replayFailed } from "#lib/webhooks/replay.ts";

export const POST = route(
  {
    summary: "Send again what failed in a time, at most 1,000 messages",
    access: "admin",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    body: ReplayRange,
    status: 202,
    response: Replayed,
  },
  ({ ctx, params, body }) => replayFailed(ctx, params.id, body),
);
