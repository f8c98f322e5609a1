import { z } from "zod";
import { route } from "#lib/http/route.ts";
import {
  EditPriceBookRow,
  editPriceBookRow,
  removePriceBookRow,
} from "#lib/price-books/edit-price-book-row.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { PriceBookView } from "#lib/price-books/list-price-books.ts";

const params = PriceBookId.extend({ catalogueId: z.string().max(100) });

export const PUT = route(
  {
    summary: "Change one entry of a price book version, or add one of your own: makes the next version",
    access: "admin",
    params,
    body: EditPriceBookRow,
    response: PriceBookView,
  },
  ({ ctx, params, body }) => editPriceBookRow(ctx, params.id, params.catalogueId, body),
);

export const DELETE = route(
  {
    summary: "Remove an entry of your own, or all you changed of a built-in one: makes the next version",
    access: "admin",
    params,
    response: PriceBookView,
  },
  ({ ctx, params }) => removePriceBookRow(ctx, params.id, params.catalogueId),
);
