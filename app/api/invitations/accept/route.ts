import { z } from "zod";
import { signedInAt } from "#lib/auth/caller.ts";
import { route } from "#lib/http/route.ts";
import { AcceptInvitation, acceptInvitation } from "#lib/members/accept-invitation.ts";

/** `url` signs in; `needs: "account"` asks somebody new to choose a name and a password. */
const Accepted = z.union([
  z.object({ url: z.string() }),
  z.object({ needs: z.literal("account"), email: z.string() }),
]);

export const POST = route(
  { summary: "Accept an invitation", access: "anyone", body: AcceptInvitation, response: Accepted },
  async ({ body, request: { headers }, ip }) =>
    acceptInvitation(body, {
      host: headers.get("host"),
      ip,
      userAgent: headers.get("user-agent"),
      signedIn: await signedInAt(headers),
    }),
);
