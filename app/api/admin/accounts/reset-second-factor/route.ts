import { route } from "#lib/http/route.ts";
import { FactorReset } from "#lib/members/reset-second-factor.ts";
import { ResetAccountFactor, resetAccountFactor } from "#lib/operators/reset-account-factor.ts";

export const POST = route(
  {
    summary: "Take a person's lost second factor away, at all of their organisations",
    access: "operator",
    body: ResetAccountFactor,
    response: FactorReset,
  },
  ({ ctx, body }) => resetAccountFactor(ctx, body),
);
