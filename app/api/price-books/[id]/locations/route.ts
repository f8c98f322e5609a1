import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";
import { SetLocations, setLocations } from "#lib/price-books/set-locations.ts";

export const PUT = route(
  {
    summary: "Replace the location factors of your own in a price book version: makes the next version",
    access: "admin",
    params: PriceBookId,
    body: SetLocations,
    response: PriceBookView,
  },
  ({ ctx, params, body }) => setLocations(ctx, params.id, body),
);
