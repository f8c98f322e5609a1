import { z } from "zod";
import { listReturns } from "#lib/boq/returns/list-returns.ts";
import { acceptReturn } from "#lib/boq/returns/receive-return.ts";
import { ReturnView } from "#lib/boq/returns/views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "Bills that bidders have priced and returned, by bidder, the newest first",
    access: "viewer",
    params,
    response: z.object({ items: z.array(ReturnView) }),
  },
  ({ ctx, params }) => listReturns(ctx, params.id),
);

export const POST = route(
  {
    summary:
      "Take a bill that a bidder has returned (XLSX, form fields `file` and `bidder`), with `seen` as the check answered it",
    access: "editor",
    params,
    body: "multipart",
    response: ReturnView,
    status: 201,
    creates: "by key",
  },
  ({ ctx, params, request }) => acceptReturn(ctx, params.id, request),
);
