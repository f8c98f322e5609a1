import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { recalculateVariant } from "#lib/variants/recalculate-variant.ts";
import { VariantView } from "#lib/variants/views.ts";

export const POST = route(
  {
    summary: "Calculate a variant on the estimate as it is now",
    access: "editor",
    params: z.object({ id: z.uuid(), variantId: z.uuid() }),
    response: VariantView,
    creates: { needsNoKey: "the same again comes to the same" },
  },
  ({ ctx, params }) => recalculateVariant(ctx, params),
);
