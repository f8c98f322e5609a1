import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { closePools } from "./client.ts";
import { tenants } from "./schema/tenants.ts";
import { withTenant } from "./tenant.ts";
import { makeTenant } from "./test/tenant.ts";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(async () => {
  await owner.end();
  await closePools();
});

const names = (tenantId: string) => withTenant(tenantId, (tx) => tx.select({ id: tenants.id }).from(tenants));

it("a transaction that throws is rolled back, and its connection serves another tenant next", async () => {
  const [a, b] = [await makeTenant(), await makeTenant()];
  const failed = withTenant(a.id, async (tx) => {
    await tx.update(tenants).set({ storageUsed: 77 });
    throw new Error("on purpose");
  });
  await expect(failed).rejects.toThrow("on purpose");
  for (let i = 0; i < 8; i++) expect(await names(b.id)).toEqual([{ id: b.id }]);
  const [row] = await withTenant(a.id, (tx) => tx.select({ used: tenants.storageUsed }).from(tenants));
  expect(row?.used).toBe(0);
});

it("a statement that failed cannot be passed over", async () => {
  const { id } = await makeTenant();
  const passedOver = withTenant(id, async (tx) => {
    await tx.execute(sql`select 1 / 0`).catch(() => {});
  });
  await expect(passedOver).rejects.toThrow("nothing was written");
});

it("a lost connection fails its own transaction only, more often than the pool has connections", async () => {
  const { id } = await makeTenant();
  for (let i = 0; i < 12; i++) {
    const lost = withTenant(id, async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await owner`select pg_terminate_backend(${row?.pid ?? 0})`;
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await expect(lost).rejects.toThrow();
    expect(await names(id)).toEqual([{ id }]);
  }
});
