import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";
import { AdoptItems, adoptItems } from "#lib/price-books/work-items/adopt-items.ts";

export const POST = route(
  {
    summary: "Price entries of a price book version by work items of a library: makes the next version",
    access: "admin",
    params: PriceBookId,
    creates: "by key",
    body: AdoptItems,
    response: PriceBookView,
  },
  ({ ctx, params, body }) => adoptItems(ctx, params.id, body),
);
