import { z } from "zod";
import {
  ChangeEmail,
  cancelEmailChange,
  EmailChange,
  readEmailChange,
  requestEmailChange,
} from "#lib/auth/change-email.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "The change of the person's address that waits for its confirmations",
    access: "viewer",
    personal: true,
    response: z.object({ change: EmailChange.nullable() }),
  },
  async ({ ctx }) => ({ change: await readEmailChange(ctx) }),
);

export const PUT = route(
  {
    summary: "Ask for another address; both the old and the new one have to confirm it",
    access: "viewer",
    personal: true,
    fresh: true,
    body: ChangeEmail,
    status: 202,
    response: EmailChange,
  },
  ({ ctx, body }) => requestEmailChange(ctx, body),
);

export const DELETE = route(
  { summary: "Cancel the change of the person's address", access: "viewer", personal: true },
  ({ ctx }) => cancelEmailChange(ctx),
);
