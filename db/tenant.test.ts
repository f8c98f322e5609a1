import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { closePools, type Transaction } from "./client.ts";
import { tenants } from "./schema/tenants.ts";
import { withSystem, withTenant } from "./tenant.ts";
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
  await expect(passedOver).rejects.toThrow("division by zero");
});

const transactions = {
  withTenant: (id: string, work: (tx: Transaction) => Promise<unknown>) => withTenant(id, work),
  withSystem: (_id: string, work: (tx: Transaction) => Promise<unknown>) => withSystem(work),
};
describe.each(Object.entries(transactions))("%s: a connection that is lost", (_name, begin) => {
  const backend = async (tx: Transaction) =>
    (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid ?? 0;
  const kill = (pid: number) => owner`select pg_terminate_backend(${pid})`;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // More often than the pool has connections: a lost one must come back.
  const TIMES = 12;

  it("fails its own transaction only, between two statements", async () => {
    const { id } = await makeTenant();
    for (let i = 0; i < TIMES; i++) {
      const lost = begin(id, async (tx) => {
        await kill(await backend(tx));
        await pause(50);
      });
      await expect(lost).rejects.toThrow("CONNECTION_CLOSED");
      expect(await names(id)).toEqual([{ id }]);
    }
  });

  it("fails its own transaction only, while a statement is under way", async () => {
    const { id } = await makeTenant();
    for (let i = 0; i < TIMES; i++) {
      const lost = begin(id, async (tx) => {
        const pid = await backend(tx);
        await Promise.all([tx.execute(sql`select pg_sleep(20)`), pause(20).then(() => kill(pid))]);
      });
      await expect(lost).rejects.toThrow();
      await begin(id, (tx) => tx.execute(sql`select 1`));
    }
  });

  it("takes nothing of work that goes on all the same, also when it serves somebody else again", async () => {
    const { id } = await makeTenant();
    for (let i = 0; i < TIMES; i++) {
      const late: Promise<unknown>[] = [];
      const lost = begin(id, async (tx) => {
        await tx.update(tenants).set({ storageUsed: 77 }).where(eq(tenants.id, id));
        await kill(await backend(tx));
        await pause(20);
        late.push(
          (async () => {
            await Promise.all([names(id), names(id), names(id), names(id), pause(20)]);
            await tx.update(tenants).set({ storageUsed: 78 }).where(eq(tenants.id, id));
          })(),
        );
        await Promise.allSettled(late);
      });
      await expect(lost).rejects.toThrow("CONNECTION_CLOSED");
      await begin(id, (tx) => tx.execute(sql`select 1`));
      for (const [attempt] of [await Promise.allSettled(late)])
        if (attempt) expect(attempt.status).toBe("rejected");
    }
    const [row] = await withTenant(id, (tx) => tx.select({ used: tenants.storageUsed }).from(tenants));
    expect(row?.used).toBe(0);
  });
});
