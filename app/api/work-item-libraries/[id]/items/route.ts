import { route } from "#lib/http/route.ts";
import { LibraryId } from "#lib/price-books/work-items/find-library.ts";
import { SearchItems, searchItems } from "#lib/price-books/work-items/search-items.ts";
import { WorkItemList } from "#lib/price-books/work-items/views.ts";

export const GET = route(
  {
    summary: "Work items of a library by words of their name, code or section, and by unit",
    access: "viewer",
    params: LibraryId,
    query: SearchItems,
    response: WorkItemList,
  },
  ({ ctx, params, query }) => searchItems(ctx, params.id, query),
);
