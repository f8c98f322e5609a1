import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { QuotaExceeded } from "#lib/errors.ts";
import { freeFile } from "#lib/usage/free-file.ts";
import { releaseStorage, reserveStorage, settleStorage } from "./quota.ts";

afterAll(closePools);

const balance = async (tenantId: string) => {
  const [row] = await withTenant(tenantId, (tx) =>
    tx
      .select({ used: tenants.storageUsed, reserved: tenants.storageReserved })
      .from(tenants)
      .where(eq(tenants.id, tenantId)),
  );
  return row;
};

it("admits exactly what fits of parallel reservations", async () => {
  const tenant = await makeTenant({ storageQuota: 1000 });
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, () => withTenant(tenant.id, (tx) => reserveStorage(tx, tenant.id, 150))),
  );
  const refused = results.filter((r) => r.status === "rejected");
  expect(results.length - refused.length).toBe(6);
  for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(QuotaExceeded);
  expect(await balance(tenant.id)).toEqual({ used: 0, reserved: 900 });
});

it("keeps used and reserved bytes apart through an upload's life", async () => {
  const tenant = await makeTenant({ storageQuota: 1000 });
  await withTenant(tenant.id, (tx) => reserveStorage(tx, tenant.id, 400));
  await withTenant(tenant.id, (tx) => reserveStorage(tx, tenant.id, 300));
  await withTenant(tenant.id, (tx) => settleStorage(tx, tenant.id, 400, 390));
  await withTenant(tenant.id, (tx) => releaseStorage(tx, tenant.id, 300));
  expect(await balance(tenant.id)).toEqual({ used: 390, reserved: 0 });
  await withTenant(tenant.id, (tx) =>
    freeFile(tx, { id: randomUUID(), tenantId: tenant.id, size: 390, archiveKey: null }),
  );
  expect(await balance(tenant.id)).toEqual({ used: 0, reserved: 0 });
});

it("never lets a mistake make the balance negative", async () => {
  const tenant = await makeTenant();
  await expect(withTenant(tenant.id, (tx) => releaseStorage(tx, tenant.id, 1))).rejects.toThrow();
  expect(await balance(tenant.id)).toEqual({ used: 0, reserved: 0 });
});
