import { z } from "zod";
import { checkReturn } from "#lib/boq/returns/receive-return.ts";
import { CheckedReturn } from "#lib/boq/returns/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary:
      "What a returned bill (XLSX, form fields `file` and `bidder`) has otherwise than the bill; nothing is kept",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: "multipart",
    response: CheckedReturn,
    creates: { needsNoKey: "it keeps nothing" },
  },
  ({ ctx, params, request }) => checkReturn(ctx, params.id, request),
);
