import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { DeliveryDetail, readDelivery } from "#lib/webhooks/list-deliveries.ts";

export const GET = route(
  {
    summary: "One webhook delivery with its attempts: request, answer and time",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    response: DeliveryDetail,
  },
  ({ ctx, params }) => readDelivery(ctx, params.id),
);
