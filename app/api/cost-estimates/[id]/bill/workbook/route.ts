import { z } from "zod";
import { SendBill, sendBill } from "#lib/boq/send-bill.ts";
import { route } from "#lib/http/route.ts";
import { exportResponse } from "#lib/reports/export-response.ts";

export const GET = route(
  {
    summary: "A bill as a workbook for bidders: empty unit rates, and amounts that follow them",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: SendBill,
    produces: "application/octet-stream",
  },
  async ({ ctx, params, query, request }) => exportResponse(await sendBill(ctx, params.id, query), request),
);
