import { z } from "zod";
import { SetSections, setSections } from "#lib/boq/set-sections.ts";
import { BillView } from "#lib/boq/views.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(
  {
    summary: "Put entries of a bill into other sections, for this and every later bill of the organisation",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: SetSections,
    response: BillView,
  },
  ({ ctx, params, body }) => setSections(ctx, params.id, body),
);
