import "#lib/jobs/test/own-database.ts";

import { eq, sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { createTenant } from "./create-tenant.ts";

afterAll(closePools);

it("begins with the caps of the plan's version that is in force, not of the first one", async () => {
  const { id: adminId } = await makeMember((await makeTenant()).id, "admin");
  const caps = await withSystem(async (tx) => {
    await tx.execute(sql`insert into billing_plans (id, currency, valid_from, name, monthly_price, file_processing_limit,
        storage_limit, api_calls_limit, cost_per_extra_file, cost_per_gb_storage, cost_per_1k_api_calls, cap_factor)
      select id, currency, '2024-01-01', name, monthly_price, file_processing_limit, 7000, 500, cost_per_extra_file,
        cost_per_gb_storage, cost_per_1k_api_calls, 3
      from billing_plans where id = 'pro' and currency = 'USD'`);
    const { id } = await createTenant(tx, {
      name: "New",
      slug: "new-one",
      plan: "pro",
      adminId,
      actor: "system",
    });
    return tx
      .select({ storage: tenants.storageQuota, calls: tenants.apiQuota })
      .from(tenants)
      .where(eq(tenants.id, id));
  });
  expect(caps).toEqual([{ storage: 21_000, calls: 1500 }]);
});
