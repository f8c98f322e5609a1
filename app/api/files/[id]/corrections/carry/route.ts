import { z } from "zod";
import { carryCorrections } from "#lib/corrections/carry-corrections.ts";
import { CorrectionsCarried } from "#lib/corrections/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary:
      "Take over the corrections of the earlier version of a model, where the element is here by its GlobalId",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    response: CorrectionsCarried,
    creates: { needsNoKey: "each correction is taken over once; again is answered that there are none left" },
  },
  ({ ctx, params: { id } }) => carryCorrections(ctx, id),
);
