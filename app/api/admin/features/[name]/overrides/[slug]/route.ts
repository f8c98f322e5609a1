import { z } from "zod";
import { FEATURE_NAMES } from "#lib/features/features.ts";
import { OverrideFeature, overrideFeature } from "#lib/features/switch-feature.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(
  {
    summary: "Switch a feature for one organisation, or as for all again",
    access: "operator",
    params: z.object({ name: z.enum(FEATURE_NAMES), slug: z.string() }),
    body: OverrideFeature,
  },
  ({ ctx, params, body }) => overrideFeature(ctx, params, body),
);
