import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { restoreVariant } from "#lib/variants/restore-variant.ts";
import { VariantView } from "#lib/variants/views.ts";

export const POST = route(
  {
    summary: "Have a deleted variant back",
    access: "editor",
    params: z.object({ id: z.uuid(), variantId: z.uuid() }),
    response: VariantView,
    creates: { needsNoKey: "a variant is had back once: a repetition is answered 404 variant_not_found" },
  },
  ({ ctx, params }) => restoreVariant(ctx, params),
);
