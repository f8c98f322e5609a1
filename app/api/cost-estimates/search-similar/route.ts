import { route } from "#lib/http/route.ts";
import { SearchSimilar } from "#lib/search/search-input.ts";
import { searchSimilar } from "#lib/search/search-similar.ts";
import { SearchView } from "#lib/search/views.ts";

export const POST = route(
  {
    summary: "Past estimates most like the quantities given, why, and what they say of the cost",
    access: "viewer",
    creates: { needsNoKey: "nothing is stored" },
    body: SearchSimilar,
    response: SearchView,
  },
  ({ ctx, body }) => searchSimilar(ctx, body),
);
