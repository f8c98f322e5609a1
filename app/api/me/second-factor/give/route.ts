import { SecondFactorCode } from "#lib/auth/confirm-second-factor.ts";
import { giveSecondFactor } from "#lib/auth/give-second-factor.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Give the second factor in a session that was opened without it",
    access: "viewer",
    beforeSecondFactor: true,
    body: SecondFactorCode,
  },
  ({ ctx, body }) => giveSecondFactor(ctx, body),
);
