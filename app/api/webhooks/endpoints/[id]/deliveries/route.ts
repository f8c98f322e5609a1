import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { DeliveryList, ListDeliveries, listDeliveries } from "#lib/webhooks/list-deliveries.ts";

export const GET = route(
  {
    summary: "What was sent to a webhook endpoint, newest first",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    query: ListDeliveries,
    response: DeliveryList,
  },
  ({ ctx, params, query }) => listDeliveries(ctx, params.id, query),
);
