import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { SimilarTo } from "#lib/search/search-input.ts";
import { similarTo } from "#lib/search/search-similar.ts";
import { SearchView } from "#lib/search/views.ts";

export const GET = route(
  {
    summary: "Past estimates most like this one",
    access: "viewer",
    params: z.object({ id: z.uuid() }),
    query: SimilarTo,
    response: SearchView,
  },
  ({ ctx, params, query }) => similarTo(ctx, params.id, query),
);
