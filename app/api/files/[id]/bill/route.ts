import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { BillView, readBillRows } from "#lib/processing/read-bill-rows.ts";

export const GET = route(
  {
    summary: "A bill's sheets and rows: what the columns are taken for, what was read and what could not be",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    response: BillView,
  },
  ({ ctx, params }) => readBillRows(ctx, params.id),
);
