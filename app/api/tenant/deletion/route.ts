import { route } from "#lib/http/route.ts";
import { cancelDeletion } from "#lib/tenancy/cancel-deletion.ts";
import { DeletionState, readDeletion } from "#lib/tenancy/deletion-state.ts";
import { RequestDeletion, requestDeletion } from "#lib/tenancy/request-deletion.ts";

export const GET = route(
  {
    summary: "Whether the organisation is to be deleted, and what is owed",
    access: "admin",
    response: DeletionState,
  },
  ({ ctx }) => readDeletion(ctx),
);

export const POST = route(
  {
    summary: "Ask for the organisation's deletion in 14 days; until then it is read-only",
    access: "admin",
    creates: {
      needsNoKey: "an organisation is deleted once: a repetition is answered 409 deletion_requested",
    },
    body: RequestDeletion,
    fresh: true,
    whileLeaving: true,
    response: DeletionState,
    status: 202,
  },
  ({ ctx, body }) => requestDeletion(ctx, body),
);

export const DELETE = route(
  {
    summary: "Take the request for the organisation's deletion back",
    access: "admin",
    whileLeaving: true,
  },
  ({ ctx }) => cancelDeletion(ctx),
);
