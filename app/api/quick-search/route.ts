import { route } from "#lib/http/route.ts";
import { QuickHits, QuickSearch, quickSearch } from "#lib/quick-search/quick-search.ts";

export const GET = route(
  {
    summary: "Find files, estimates, projects and invoices by name, a few of each",
    access: "viewer",
    query: QuickSearch,
    response: QuickHits,
  },
  ({ ctx, query }) => quickSearch(ctx, query),
);
