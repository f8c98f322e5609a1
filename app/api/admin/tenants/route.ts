import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ListTenants, listTenants, TenantList } from "#lib/operators/list-tenants.ts";
import { OperatorCreateTenant, operatorCreateTenant } from "#lib/tenancy/operator-tenants.ts";

const Created = z.object({
  tenant_id: z.string(),
  slug: z.string(),
  url: z.string(),
  admin: z.object({ email: z.string(), password: z.string().nullable() }),
  api_key: z.string(),
});

export const GET = route(
  {
    summary: "Organisations with plan, usage and unpaid invoices",
    access: "operator",
    query: ListTenants,
    response: TenantList,
  },
  ({ query }) => listTenants(query),
);

export const POST = route(
  {
    summary: "Create an organisation",
    access: "operator",
    creates: "by key",
    body: OperatorCreateTenant,
    status: 201,
    response: Created,
  },
  ({ ctx, body, system }) => operatorCreateTenant(body, system, ctx),
);
