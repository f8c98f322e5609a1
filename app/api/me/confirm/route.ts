import {
  ConfirmationWays,
  ConfirmIdentity,
  confirmationWays,
  confirmIdentity,
} from "#lib/auth/confirm-identity.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "By what the signed-in person can confirm that it is they",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    response: ConfirmationWays,
  },
  ({ ctx }) => confirmationWays(ctx),
);

export const POST = route(
  {
    summary: "Confirm by password or code that it is you; sensitive changes are let through for 15 minutes",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    body: ConfirmIdentity,
  },
  ({ ctx, body }) => confirmIdentity(ctx, body),
);
