import { route } from "#lib/http/route.ts";
import { AllowSupport, allowSupport, readSupportAccess, SupportAccess } from "#lib/support/access.ts";

export const GET = route(
  { summary: "Whether operators may enter, and when they did", access: "admin", response: SupportAccess },
  ({ ctx }) => readSupportAccess(ctx),
);

export const PUT = route(
  {
    summary: "Let operators in for a time, or no longer",
    access: "admin",
    body: AllowSupport,
    response: SupportAccess,
  },
  ({ ctx, body }) => allowSupport(ctx, body),
);
