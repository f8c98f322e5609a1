import { Enrolment, startSecondFactor } from "#lib/auth/start-second-factor.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "A new secret for an authenticator app, as text and QR code; nothing is turned on yet",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    fresh: true,
    response: Enrolment,
  },
  async ({ ctx }) => startSecondFactor(ctx),
);
