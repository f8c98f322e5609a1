import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeOperator, changeOperator } from "#lib/operators/change-operator.ts";

export const PATCH = route(
  {
    summary: "Disable an operator, or let one in again",
    access: "operator",
    params: z.object({ id: z.uuid() }),
    body: ChangeOperator,
  },
  ({ ctx, params, body }) => changeOperator(ctx, params.id, body),
);
