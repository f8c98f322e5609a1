import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { deleteVariant } from "#lib/variants/delete-variant.ts";

export const DELETE = route(
  {
    summary: "Delete a variant; it can be had back for a day",
    access: "editor",
    params: z.object({ id: z.uuid(), variantId: z.uuid() }),
  },
  ({ ctx, params }) => deleteVariant(ctx, params),
);
