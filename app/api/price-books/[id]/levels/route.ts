import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { exportLevels } from "#lib/price-books/levels/export-levels.ts";
import { ImportedLevels, importLevels } from "#lib/price-books/levels/import-levels.ts";

export const GET = route(
  {
    summary:
      "Location factors of a price book version, price indices and exchange rates as CSV, as the import takes it",
    access: "viewer",
    params: PriceBookId,
    produces: "text/csv",
  },
  async ({ ctx, params }) => {
    const headers = {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="price-levels.csv"',
    };
    return new Response(await exportLevels(ctx, params.id), { headers });
  },
);

export const POST = route(
  {
    summary:
      "Import location factors, price indices and exchange rates (CSV or XLSX, form field `file`): tells what would change, and takes it with that answer's `revision`",
    access: "admin",
    params: PriceBookId,
    creates: "by key",
    body: "multipart",
    response: ImportedLevels,
  },
  ({ ctx, params, request }) => importLevels(ctx, params.id, request),
);
