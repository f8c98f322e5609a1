import { FeatureList, listFeatures } from "#lib/features/list-features.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "Features that can be switched off, as they stand", access: "operator", response: FeatureList },
  () => listFeatures(),
);
