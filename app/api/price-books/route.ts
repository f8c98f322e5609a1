import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ImportedPriceBook, importPriceBook } from "#lib/price-books/import-price-book.ts";
import { listPriceBooks, PriceBookView } from "#lib/price-books/list-price-books.ts";

export const GET = route(
  {
    summary: "Versions of the price book, newest first, the built-in one last",
    access: "viewer",
    response: z.object({ items: z.array(PriceBookView) }),
  },
  async ({ ctx }) => ({ items: await listPriceBooks(ctx) }),
);

export const POST = route(
  {
    summary: "Import a price book (CSV or XLSX, form field `file`) as the next version",
    access: "admin",
    creates: "by key",
    body: "multipart",
    status: 201,
    response: ImportedPriceBook,
  },
  ({ ctx, request }) => importPriceBook(ctx, request),
);
