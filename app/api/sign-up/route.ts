import { z } from "zod";
import { SignUp, signUpOrganisation } from "#lib/auth/sign-up-organisation.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Create an organisation and its first admin",
    access: "anyone",
    creates: { needsNoKey: "nobody is known yet; an address is taken once: a repetition is answered 409" },
    body: SignUp,
    status: 201,
    response: z.object({ slug: z.string(), url: z.string() }),
  },
  ({ body, request, ip }) => signUpOrganisation(body, { host: request.headers.get("host"), ip }),
);
