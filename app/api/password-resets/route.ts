import { z } from "zod";
import { requestLink } from "#lib/auth/request-link.ts";
import { ResetPassword, resetPassword } from "#lib/auth/reset-password.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Mail a link to choose a new password",
    access: "anyone",
    creates: { needsNoKey: "nobody is known yet; one address is mailed a few times an hour at most" },
    body: z.object({ email: Email }),
    status: 202,
  },
  async ({ body, request, ip }) =>
    requestLink("password_reset", body.email, { host: request.headers.get("host"), ip }),
);

export const PUT = route(
  { summary: "Choose a new password with a mailed token", access: "anyone", body: ResetPassword },
  ({ body, ip }) => resetPassword(body, ip),
);
