import { ChangePassword, changePassword } from "#lib/auth/change-password.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(
  {
    summary: "Choose a new password; ends the person's other sessions",
    access: "viewer",
    personal: true,
    fresh: true,
    whileLeaving: true,
    body: ChangePassword,
  },
  ({ ctx, body }) => changePassword(ctx, body),
);
