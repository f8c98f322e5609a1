import { RecoveryCodes } from "#lib/auth/confirm-second-factor.ts";
import { renewRecoveryCodes } from "#lib/auth/renew-recovery-codes.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Ten new recovery codes in place of those before; they are shown once",
    access: "viewer",
    personal: true,
    fresh: true,
    whileLeaving: true,
    response: RecoveryCodes,
  },
  ({ ctx }) => renewRecoveryCodes(ctx),
);
