import { revokeSessions } from "#lib/auth/sign-in.ts";
import { route } from "#lib/http/route.ts";
import { person } from "#lib/tenancy/context.ts";

export const POST = route(
  {
    summary: "End all sessions of the signed-in person, on every device",
    access: "viewer",
    personal: true,
    whileSuspended: true,
    beforeSecondFactor: true,
  },
  async ({ ctx }) => {
    await revokeSessions({ userId: person(ctx).userId });
  },
);
