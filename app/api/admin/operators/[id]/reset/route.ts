import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { OperatorCredentials } from "#lib/operators/create-operator.ts";
import { resetOperator } from "#lib/operators/reset-operator.ts";

export const POST = route(
  {
    summary: "Reset an operator's second factor and password",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    response: OperatorCredentials,
  },
  ({ ctx, params }) => resetOperator(ctx, params.id),
);
