import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { listVariants } from "#lib/variants/list-variants.ts";
import { SaveVariant, saveVariant } from "#lib/variants/save-variant.ts";
import { Variants, VariantView } from "#lib/variants/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  { summary: "An estimate's variants, beside the estimate", access: "viewer", params, response: Variants },
  ({ ctx, params }) => listVariants(ctx, params.id),
);

export const POST = route(
  {
    summary: "Keep changes to an estimate as a variant of it",
    access: "editor",
    params,
    body: SaveVariant,
    response: VariantView,
    status: 201,
    creates: "by key",
  },
  ({ ctx, params, body }) => saveVariant(ctx, params.id, body),
);
