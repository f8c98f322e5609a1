import { route } from "#lib/http/route.ts";
import { activatePriceBook } from "#lib/price-books/activate-price-book.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";

export const POST = route(
  {
    summary: "Use this price book version for new estimates",
    access: "admin",
    params: PriceBookId,
    response: PriceBookView,
  },
  ({ ctx, params }) => activatePriceBook(ctx, params.id),
);
