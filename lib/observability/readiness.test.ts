import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { NO_LIMITS, withSystem } from "#db/tenant.ts";
import { checkReadiness } from "./readiness.ts";

afterAll(closePools);

it("a process whose connections are all taken is not ready, and is again as soon as one is free", async () => {
  await expect(checkReadiness()).resolves.toMatchObject({ status: "ready" });
  const { promise: enough, resolve: release } = Promise.withResolvers<void>();
  const taken = Array.from({ length: pool("cai_system").sql.options.max }, () =>
    Promise.withResolvers<void>(),
  );
  const held = taken.map(({ resolve }) =>
    withSystem(async (tx) => {
      await tx.execute(sql`select 1`);
      resolve();
      await enough;
    }, NO_LIMITS),
  );
  await Promise.all(taken.map(({ promise }) => promise));
  await expect(checkReadiness(50)).rejects.toMatchObject({
    status: 503,
    code: "not_ready",
    message: expect.stringContaining("The database"),
  });
  release();
  await Promise.all(held);
  await expect(checkReadiness()).resolves.toMatchObject({ status: "ready" });
});
