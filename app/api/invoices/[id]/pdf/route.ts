import { z } from "zod";
import { invoicePdf } from "#lib/billing/pdf/invoice-pdf.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "An invoice as PDF",
    access: "admin",
    params: z.object({ id: z.uuid() }),
    produces: "application/pdf",
    whileSuspended: true,
  },
  async ({ ctx, params }) => {
    const { filename, bytes } = await invoicePdf(ctx, params.id);
    const headers = {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${filename}"`,
    };
    return new Response(new Uint8Array(bytes), { headers });
  },
);
