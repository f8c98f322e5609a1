import { route } from "#lib/http/route.ts";
import { CreateOperator, createOperator, OperatorCredentials } from "#lib/operators/create-operator.ts";
import { listOperators, OperatorList } from "#lib/operators/list-operators.ts";

export const GET = route(
  { summary: "The operators of the platform", access: "operator", response: OperatorList },
  () => listOperators(),
);

export const POST = route(
  {
    summary: "Invite an operator: a password for the first sign-in, answered this once",
    access: "operator",
    creates: {
      needsNoKey: "an address is taken once: a repetition is answered 409, and a reset gives a new password",
    },
    body: CreateOperator,
    status: 201,
    response: OperatorCredentials,
  },
  ({ ctx, body }) => createOperator(ctx, body),
);
