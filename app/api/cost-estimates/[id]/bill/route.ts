import { z } from "zod";
import { ChangeBill, changeBill } from "#lib/boq/change-bill.ts";
import { ReadBill, readBill } from "#lib/boq/read-bill.ts";
import { BillView } from "#lib/boq/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "An estimate as a bill of quantities, in the sections of a classification",
    access: "viewer",
    params,
    query: ReadBill,
    response: BillView,
  },
  ({ ctx, params, query }) => readBill(ctx, params.id, query),
);

export const PATCH = route(
  {
    summary: "Choose a bill's classification, mark-ups, escalation and value added tax",
    access: "editor",
    params,
    body: ChangeBill,
    response: BillView,
  },
  ({ ctx, params, body }) => changeBill(ctx, params.id, body),
);
