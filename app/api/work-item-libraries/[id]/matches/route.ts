import { route } from "#lib/http/route.ts";
import { LibraryId } from "#lib/price-books/work-items/find-library.ts";
import { MatchCatalogue, matchCatalogue } from "#lib/price-books/work-items/match-catalogue.ts";
import { CatalogueMatches } from "#lib/price-books/work-items/views.ts";

export const GET = route(
  {
    summary: "Catalogue entries with the work items of a library that could price them",
    access: "viewer",
    params: LibraryId,
    query: MatchCatalogue,
    response: CatalogueMatches,
  },
  ({ ctx, params, query }) => matchCatalogue(ctx, params.id, query),
);
