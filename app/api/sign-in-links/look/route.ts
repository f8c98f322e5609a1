import { LinkOwner, LookAtLink, lookAtLink } from "#lib/auth/look-at-link.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Whom a sign-in link signs in; it is not spent by this",
    access: "anyone",
    body: LookAtLink,
    response: LinkOwner,
  },
  ({ body, request, ip }) => lookAtLink(body, { host: request.headers.get("host"), ip }),
);
