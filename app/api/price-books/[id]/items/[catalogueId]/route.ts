import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { EditPriceBookRow, editPriceBookRow } from "#lib/price-books/edit-price-book-row.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";

export const PUT = route(
  {
    summary: "Change one entry of a price book version: makes the next version",
    access: "admin",
    params: PriceBookId.extend({ catalogueId: z.string().max(100) }),
    body: EditPriceBookRow,
    response: PriceBookView,
  },
  ({ ctx, params, body }) => editPriceBookRow(ctx, params.id, params.catalogueId, body),
);
