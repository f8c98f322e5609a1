import { z } from "zod";
import { route } from "#lib/http/route.ts";
import {
  OperatorChangeTenant,
  OperatorTenant,
  operatorChangeTenant,
} from "#lib/tenancy/operator-change-tenant.ts";

export const PATCH = route(
  {
    summary: "Change an organisation's plan, caps, tax, currency, trial or suspension",
    access: "operator",
    params: z.object({ slug: z.string() }),
    body: OperatorChangeTenant,
    response: OperatorTenant,
  },
  ({ params, body }) => operatorChangeTenant(params.slug, body),
);
