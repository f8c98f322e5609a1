import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { exportPriceBook } from "#lib/price-books/export-price-book.ts";

export const GET = route(
  {
    summary: "A price book version as CSV, as the import takes it",
    access: "viewer",
    params: PriceBookId,
    produces: "text/csv",
  },
  async ({ ctx, params }) => {
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="price-book-${params.id}.csv"`,
    };
    return new Response(await exportPriceBook(ctx, params.id), { headers });
  },
);
