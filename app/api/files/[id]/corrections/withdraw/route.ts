import { z } from "zod";
import { withdrawCorrections } from "#lib/corrections/end-corrections.ts";
import { CorrectionsChanged, WithdrawCorrections } from "#lib/corrections/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Take corrections back: what was found counts again, and the estimate is calculated anew",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: WithdrawCorrections,
    response: CorrectionsChanged,
    creates: { needsNoKey: "a correction is withdrawn once; again is answered that it is" },
  },
  ({ ctx, params: { id }, body }) => withdrawCorrections(ctx, id, body),
);
