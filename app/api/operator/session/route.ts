import { z } from "zod";
import { Enrolment } from "#lib/auth/start-second-factor.ts";
import { NotFound } from "#lib/errors.ts";
import { route } from "#lib/http/route.ts";
import { operatorsHost } from "#lib/operators/realm.ts";
import { endOperatorSession } from "#lib/operators/session.ts";
import { OperatorSignIn, signInOperator } from "#lib/operators/sign-in.ts";

export const POST = route(
  {
    summary: "Sign an operator in: 204 with the session, or at the first sign-in what the app has to read",
    access: "anyone",
    body: OperatorSignIn,
    response: z.object({ enrolment: Enrolment }),
  },
  async ({ body, request: { headers }, ip }) => {
    const host = headers.get("host");
    const answer = await signInOperator(body, { host, ip, userAgent: headers.get("user-agent") });
    return "cookie" in answer ? noContent(answer.cookie) : answer;
  },
);

export const DELETE = route(
  { summary: "Sign an operator's browser out", access: "anyone" },
  async ({ request: { headers } }) => {
    if (!(await operatorsHost(headers.get("host"))))
      throw new NotFound("not_found", "There is nothing here.");
    return noContent(await endOperatorSession(headers));
  },
);

const noContent = (cookie: string) => new Response(null, { status: 204, headers: { "set-cookie": cookie } });
