import { z } from "zod";
import { UNIT_SYSTEMS } from "#db/schema/tenants.ts";
import { route } from "#lib/http/route.ts";
import { readTenant } from "#lib/tenancy/read-tenant.ts";

const Tenant = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  logo_url: z.string().nullable(),
  branding: z.object({ color: z.string().optional() }),
  units: z.enum(UNIT_SYSTEMS),
  subscription_tier: z.string().optional(),
  allowed_file_types: z.array(z.string()).optional(),
  max_file_size: z.number().optional(),
  /** Bytes that are neither stored nor reserved; for members only. */
  storage_free: z.number().optional(),
});

export const GET = route(
  {
    summary: "The organisation of this host; without credentials its public part",
    access: "public",
    response: Tenant,
  },
  ({ ctx }) => readTenant(ctx),
);
