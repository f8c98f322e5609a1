import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { Queued, sendTest } from "#lib/webhooks/send-test.ts";

export const POST = route(
  {
    summary: "Send a test message to a webhook endpoint",
    access: "admin",
    creates: "by key",
    params: z.object({ id: z.uuid() }),
    status: 202,
    response: Queued,
  },
  ({ ctx, params }) => sendTest(ctx, params.id),
);
