import { z } from "zod";
import { keepCorrections } from "#lib/corrections/end-corrections.ts";
import { CorrectionIds, CorrectionsChanged } from "#lib/corrections/views.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Leave corrections as they are, having looked at what the model says of their elements now",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    body: CorrectionIds,
    response: CorrectionsChanged,
    creates: { needsNoKey: "a correction is kept once; again is answered that it was replaced" },
  },
  ({ ctx, params: { id }, body }) => keepCorrections(ctx, id, body),
);
