import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { OperatorTenantDetail, readOperatorTenant } from "#lib/operators/read-tenant.ts";
import { deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import {
  OperatorChangeTenant,
  OperatorTenant,
  operatorChangeTenant,
} from "#lib/tenancy/operator-change-tenant.ts";

const Params = z.object({ slug: z.string() });

export const GET = route(
  {
    summary: "An organisation with its terms, the month so far, discounts and what operators changed",
    access: "operator",
    params: Params,
    response: OperatorTenantDetail,
  },
  ({ params }) => readOperatorTenant(params.slug),
);

export const PATCH = route(
  {
    summary: "Change an organisation's plan, caps, tax, currency, trial, suspension or custom domain",
    access: "operator",
    params: Params,
    body: OperatorChangeTenant,
    response: OperatorTenant,
  },
  ({ ctx, params, body }) => operatorChangeTenant(params.slug, body, new Date(), ctx),
);

export const DELETE = route(
  {
    summary: "Delete an organisation with everything it has; with dry_run only tell what would go",
    access: "operator",
    params: Params,
    query: z.object({ dry_run: z.enum(["true", "false"]).default("false") }),
    response: z.object({
      tenant_id: z.string(),
      slug: z.string(),
      name: z.string(),
      deleted: z.boolean(),
      files: z.number(),
      storage_bytes: z.number(),
      members: z.number(),
      invoices: z.object({ drafts: z.number(), kept: z.number() }),
    }),
  },
  ({ ctx, params, query }) =>
    deleteTenant({ slug: params.slug, confirmed: query.dry_run === "false", by: ctx }),
);
