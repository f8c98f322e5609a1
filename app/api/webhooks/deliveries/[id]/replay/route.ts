import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { replayDelivery } from "#lib/webhooks/replay.ts";
import { Queued } from "#lib/webhooks/send-test.ts";

export const POST = route(
  {
    summary: "Send a webhook delivery's message again, under the same webhook-id",
    access: "admin",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    status: 202,
    response: Queued,
  },
  ({ ctx, params }) => replayDelivery(ctx, params.id),
);
