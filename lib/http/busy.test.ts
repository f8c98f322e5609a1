import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { DELETE, GET } from "#app/api/files/[id]/route.ts";
import { GET as READY } from "#app/api/health/ready/route.ts";
import { closePools, pool } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { problemResponse } from "#lib/http/problem.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { logger } from "#lib/observability/logger.ts";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(async () => {
  await owner.end();
  await closePools();
});

it("more calls that wait for one row than there are connections end as busy, and all others go on", async () => {
  const [mine, other] = [await makeFixture(), await makeTenant()];
  const file = await makeFile(mine);
  const waiters = pool("cai_app").sql.options.max + 2;
  await owner.begin(async (locking) => {
    await locking`select 1 from files where id = ${file.id} for update`;
    const deletions = Array.from({ length: waiters }, () =>
      call(DELETE, "DELETE", {
        host: mine.host,
        headers: mine.keys.admin,
        params: { id: file.id },
      }),
    );
    const answers = await Promise.all(deletions);
    for (const answer of answers) {
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(await problemOf(answer)).toMatchObject({ status: 503, code: "busy", retry_after: 5 });
    }
    expect(await withTenant(other.id, (tx) => tx.select({ id: tenants.id }).from(tenants))).toEqual([
      { id: other.id },
    ]);
    expect((await call(READY, "GET")).status).toBe(200);
  });
});

it("a call does not wait to note that its key was used", async () => {
  const mine = await makeFixture();
  const file = await makeFile(mine);
  await owner.begin(async (locking) => {
    await locking`select 1 from api_keys where tenant_id = ${mine.id} for update`;
    const answer = await call(GET, "GET", {
      host: mine.host,
      headers: mine.keys.viewer,
      params: { id: file.id },
    });
    expect(answer.status).toBe(200);
  });
});

it("a call whose connection was lost is not told that nothing was done, for it may have been lost at the commit", async () => {
  const lost = Object.assign(new Error("write CONNECTION_CLOSED"), { code: "CONNECTION_CLOSED" });
  const answer = problemResponse(lost, logger(), "trace");
  expect(await problemOf(answer)).toMatchObject({
    status: 503,
    code: "database_unavailable",
    retry_after: 5,
    detail: expect.stringContaining("It is not known whether this was done"),
  });
});
