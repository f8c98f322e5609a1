import { route } from "#lib/http/route.ts";
import { endOperatorSession } from "#lib/operators/session.ts";
import { OperatorSignIn, requireOperatorsHost, signInOperator } from "#lib/operators/sign-in.ts";

export const POST = route(
  { summary: "Sign an operator's browser in", access: "anyone", body: OperatorSignIn },
  async ({ body, request, ip }) =>
    noContent(await signInOperator(body, { host: request.headers.get("host"), ip })),
);

export const DELETE = route(
  { summary: "Sign an operator's browser out", access: "anyone" },
  async ({ request }) => {
    requireOperatorsHost(request.headers.get("host"));
    return noContent(endOperatorSession());
  },
);

const noContent = (cookie: string) => new Response(null, { status: 204, headers: { "set-cookie": cookie } });
