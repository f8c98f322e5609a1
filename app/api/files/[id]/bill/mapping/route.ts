import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { BillAccepted, MapBill, mapBill } from "#lib/processing/map-bill.ts";

export const PUT = route(
  {
    summary:
      "Say what the columns of a bill's sheets are, and which sheets count; remembered, and the file is processed again",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: MapBill,
    status: 202,
    response: BillAccepted,
  },
  ({ ctx, params, body }) => mapBill(ctx, params.id, body),
);
