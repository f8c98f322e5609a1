import { route } from "#lib/http/route.ts";
import { MatchMaterial, MaterialMatches, matchMaterial } from "#lib/search/materials/match-material.ts";

export const GET = route(
  {
    summary: "Catalogue entries that a material's name most likely means",
    access: "viewer",
    query: MatchMaterial,
    response: MaterialMatches,
  },
  ({ ctx, query }) => matchMaterial(ctx, query),
);
