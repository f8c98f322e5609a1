import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { EventTypeView, listEventTypes } from "#lib/webhooks/event-types.ts";

export const GET = route(
  {
    summary: "Events that webhook endpoints can listen for, with an example of each",
    access: "viewer",
    response: z.object({ items: z.array(EventTypeView) }),
  },
  async () => listEventTypes(),
);
