import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { OperatorChangeTenant, operatorChangeTenant } from "#lib/tenancy/operator-tenants.ts";

export const PATCH = route(
  {
    summary: "Change an organisation's plan, caps or suspension",
    access: "operator",
    params: z.object({ slug: z.string() }),
    body: OperatorChangeTenant,
    response: z.object({ tenant_id: z.string(), slug: z.string(), plan: z.string(), is_active: z.boolean() }),
  },
  ({ params, body }) => operatorChangeTenant(params.slug, body),
);
