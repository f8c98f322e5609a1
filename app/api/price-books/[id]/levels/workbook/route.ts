import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { exportLevelsWorkbook } from "#lib/price-books/levels/export-levels.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const GET = route(
  {
    summary:
      "Location factors of a price book version, price indices and exchange rates as XLSX, as the import takes it",
    access: "viewer",
    params: PriceBookId,
    produces: XLSX,
  },
  async ({ ctx, params }) => {
    const headers = {
      "content-type": XLSX,
      "content-disposition": 'attachment; filename="price-levels.xlsx"',
    };
    return new Response(new Uint8Array(await exportLevelsWorkbook(ctx, params.id)), { headers });
  },
);
