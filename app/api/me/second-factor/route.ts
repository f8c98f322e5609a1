import { z } from "zod";
import { ConfirmSecondFactor, confirmSecondFactor, RecoveryCodes } from "#lib/auth/confirm-second-factor.ts";
import { disableSecondFactor } from "#lib/auth/disable-second-factor.ts";
import { readSecondFactor } from "#lib/auth/second-factor.ts";
import { route } from "#lib/http/route.ts";
import { person } from "#lib/tenancy/context.ts";

const SecondFactor = z.object({
  enabled: z.boolean(),
  confirmed_at: z.string().nullable(),
  recovery_codes_left: z.number(),
});

export const GET = route(
  {
    summary: "The state of the signed-in person's second factor",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    response: SecondFactor,
  },
  ({ ctx }) => readSecondFactor(person(ctx).userId),
);

export const PUT = route(
  {
    summary: "Turn the second factor on by a first code; its recovery codes are shown once",
    access: "viewer",
    personal: true,
    beforeSecondFactor: true,
    fresh: true,
    body: ConfirmSecondFactor,
    response: RecoveryCodes,
  },
  ({ ctx, body }) => confirmSecondFactor(ctx, body),
);

export const DELETE = route(
  { summary: "Turn the second factor off", access: "viewer", personal: true, fresh: true },
  ({ ctx }) => disableSecondFactor(ctx),
);
