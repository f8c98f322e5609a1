import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { RevisionView } from "#lib/issuing/views.ts";
import { WithdrawRevision, withdrawRevision } from "#lib/issuing/withdraw-revision.ts";

export const POST = route(
  {
    summary: "Withdraw an issued revision: whoever verifies its documents is told",
    access: "admin",
    params: z.object({ id: z.uuid(), revisionId: z.uuid() }),
    body: WithdrawRevision,
    response: RevisionView,
    creates: {
      needsNoKey: "a revision is withdrawn once; a second request is answered 409 already_withdrawn",
    },
  },
  ({ ctx, params, body }) => withdrawRevision(ctx, params, body),
);
