import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookDetail, readPriceBook } from "#lib/price-books/read-price-book.ts";

export const GET = route(
  {
    summary: "A price book version with all its entries; `default` is the built-in one",
    access: "viewer",
    params: PriceBookId,
    response: PriceBookDetail,
  },
  ({ ctx, params }) => readPriceBook(ctx, params.id),
);
