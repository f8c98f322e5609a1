import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { closePools, type Transaction } from "./client.ts";
import { isLockTimeout, isTimeout } from "./error-code.ts";
import { rateLimits } from "./schema/auth.ts";
import { tenants } from "./schema/tenants.ts";
import { NO_LIMITS, withSystem, withTenant } from "./tenant.ts";
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

it("a statement that comes late into a transaction that failed leaves nothing", async () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  for (const turns of [0, 1, 2, 3, 4]) {
    const key = `late-${turns}-${crypto.randomUUID()}`;
    const late: Promise<unknown>[] = [];
    const failed = withSystem((tx) => {
      const goesOn = async () => {
        await tx.execute(sql`select 1 from no_such_table`).catch(() => {});
        for (let i = 0; i < turns; i++) await turn();
        await tx.insert(rateLimits).values({ key, attempts: 1, resetsAt: new Date(Date.now() + 60_000) });
      };
      late.push(goesOn());
      return Promise.all([tx.execute(sql`select 1 / 0`), ...late]);
    });
    await expect(failed).rejects.toThrow();
    expect((await Promise.allSettled(late))[0]?.status).toBe("rejected");
    expect(await owner`select key from rate_limits where key = ${key}`).toEqual([]);
  }
});

it("a statement that comes after its transaction was done is refused", async () => {
  const { id } = await makeTenant();
  const tx = await withTenant(id, async (tx) => ({
    late: () => tx.update(tenants).set({ storageUsed: 78 }),
  }));
  await expect((async () => tx.late())()).rejects.toThrow();
  const [row] = await withTenant(id, (tx) => tx.select({ used: tenants.storageUsed }).from(tenants));
  expect(row?.used).toBe(0);
});

describe("limits", () => {
  const settings = (tx: Transaction) =>
    tx.execute<{ lock: string; statement: string }>(
      sql`select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement`,
    );

  it("are those of a request unless told, and last as long as the transaction", async () => {
    const { id } = await makeTenant();
    const request = [{ lock: "5s", statement: "30s" }];
    expect([...(await withTenant(id, settings))]).toEqual(request);
    expect([...(await withSystem(settings))]).toEqual(request);
    const none = [{ lock: "0", statement: "0" }];
    for (let i = 0; i < 8; i++) {
      expect([...(await withTenant(id, settings, NO_LIMITS))]).toEqual(none);
      expect([...(await withSystem(settings, NO_LIMITS))]).toEqual(none);
    }
  });

  it("end a statement that waits for a lock, or takes too long", async () => {
    const { id } = await makeTenant();
    const change = (tx: Transaction) => tx.update(tenants).set({ storageUsed: 7 }).where(eq(tenants.id, id));
    await owner.begin(async (locking) => {
      await locking`select 1 from tenants where id = ${id} for update`;
      const waited = await withTenant(id, change, { lockMs: 20, statementMs: 0 }).catch((e) => e);
      expect(isLockTimeout(waited)).toBe(true);
    });
    const slow = (tx: Transaction) => tx.execute(sql`select pg_sleep(20)`);
    const ended = await withSystem(slow, { lockMs: 0, statementMs: 20 }).catch((e) => e);
    expect([isTimeout(ended), isLockTimeout(ended)]).toEqual([true, false]);
  });
});

it("of two transactions that wait for each other the database gives one up, and the other goes on", async () => {
  const [a, b] = [await makeTenant(), await makeTenant()];
  const both = Promise.withResolvers<void>();
  let holding = 0;
  const take = (first: string, second: string) =>
    withSystem(async (tx) => {
      const lock = (id: string) => tx.select().from(tenants).where(eq(tenants.id, id)).for("update");
      await lock(first);
      holding += 1;
      if (holding === 2) both.resolve();
      await both.promise;
      await lock(second);
    });
  const ends = await Promise.allSettled([take(a.id, b.id), take(b.id, a.id)]);
  const [lost, ...more] = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  expect(more).toEqual([]);
  expect([isTimeout(lost), isLockTimeout(lost)]).toEqual([true, false]);
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
