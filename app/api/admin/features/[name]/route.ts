import { z } from "zod";
import { FEATURE_NAMES } from "#lib/features/features.ts";
import { SwitchFeature, switchFeature } from "#lib/features/switch-feature.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(
  {
    summary: "Switch a feature off or on for all organisations",
    access: "operator",
    params: z.object({ name: z.enum(FEATURE_NAMES) }),
    body: SwitchFeature,
  },
  ({ ctx, params, body }) => switchFeature(ctx, params.name, body),
);
