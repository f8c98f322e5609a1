import { z } from "zod";
import { addItem } from "#lib/boq/edit-items.ts";
import { AddItem } from "#lib/boq/items.ts";
import { BillView } from "#lib/boq/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Add a provisional sum, an alternate or an option to a bill",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: AddItem,
    response: BillView,
    status: 201,
    creates: "by key",
  },
  ({ ctx, params, body }) => addItem(ctx, params.id, body),
);
