import { z } from "zod";
import { editItem, removeItem } from "#lib/boq/edit-items.ts";
import { EditItem } from "#lib/boq/items.ts";
import { BillView } from "#lib/boq/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid(), itemId: z.uuid() });

export const PATCH = route(
  {
    summary: "Change an item that was added to a bill, or choose it",
    access: "editor",
    params,
    body: EditItem,
    response: BillView,
  },
  ({ ctx, params, body }) => editItem(ctx, params, body),
);

export const DELETE = route(
  { summary: "Take an added item out of a bill", access: "editor", params },
  ({ ctx, params }) => removeItem(ctx, params),
);
