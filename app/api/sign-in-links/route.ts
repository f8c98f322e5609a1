import { z } from "zod";
import { requestLink } from "#lib/auth/request-link.ts";
import { Email } from "#lib/auth/sign-up-organisation.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Mail a magic sign-in link",
    access: "anyone",
    creates: { needsNoKey: "nobody is known yet; one address is mailed a few times an hour at most" },
    body: z.object({ email: Email }),
    status: 202,
  },
  async ({ body, request, ip }) =>
    requestLink("magic_link", body.email, { host: request.headers.get("host"), ip }),
);
