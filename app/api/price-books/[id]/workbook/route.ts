import { route } from "#lib/http/route.ts";
import { PriceBookId } from "#lib/price-books/effective-book.ts";
import { exportWorkbook } from "#lib/price-books/export-workbook.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const GET = route(
  {
    summary: "A price book version as XLSX, as the import takes it",
    access: "viewer",
    params: PriceBookId,
    produces: XLSX,
  },
  async ({ ctx, params }) => {
    const headers = {
      "content-type": XLSX,
      "content-disposition": `attachment; filename="price-book-${params.id}.xlsx"`,
    };
    return new Response(new Uint8Array(await exportWorkbook(ctx, params.id)), { headers });
  },
);
