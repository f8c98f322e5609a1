import { ConfirmEmail, confirmEmailChange, EmailConfirmed } from "#lib/auth/change-email.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Confirm a change of address by the secret of one of its two mails",
    access: "anyone",
    body: ConfirmEmail,
    response: EmailConfirmed,
  },
  ({ body, request, ip }) => confirmEmailChange(body, { host: request.headers.get("host"), ip }),
);
