import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as log } from "#app/api/admin/log/route.ts";
import { PATCH as changeOperator } from "#app/api/admin/operators/[id]/route.ts";
import { POST as enterRoute } from "#app/api/admin/tenants/[slug]/support-sessions/route.ts";
import { GET as apiKeys } from "#app/api/api-keys/route.ts";
import { GET as files, POST as upload } from "#app/api/files/route.ts";
import { GET as me } from "#app/api/me/route.ts";
import { GET as projects } from "#app/api/projects/route.ts";
import { PUT as allow, GET as readAccess } from "#app/api/support-access/route.ts";
import { DELETE as end } from "#app/api/support-session/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { supportSessions } from "#db/schema/operators.ts";
import { projects as projectRows } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { cookieOf } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { headers, read } from "#lib/operators/test/as-operator.ts";
import { type SignedInOperator, signedInOperator } from "#lib/operators/test/signed-in.ts";
import { enterSupport } from "#lib/support/handover.ts";

let tenant: Fixture;
let other: Fixture;
let operator: SignedInOperator;
beforeAll(async () => {
  [tenant, other, operator] = await Promise.all([makeFixture(), makeFixture(), signedInOperator("Olga")]);
});
afterAll(closePools);

const permit = (hours: number | null, of = tenant) =>
  call(allow, "PUT", { host: of.host, headers: of.keys.admin, body: { hours } });
const ask = (reason = "Ticket 4711: a file is stuck") =>
  call(enterRoute, "POST", {
    params: { slug: tenant.slug },
    body: { reason },
    headers: { cookie: operator.cookie },
  });
const origin = (of = tenant) => ({ host: of.host, ip: "192.0.2.77", userAgent: "Test" });

/** A browser of the operator's at the organisation's host. */
async function visit() {
  const started = await ask();
  expect(started.status).toBe(201);
  const token = (await started.json()).url.split("#")[1] ?? "";
  const entered = await enterSupport(token, origin());
  const cookie = await cookieOf(entered?.sessionId ?? "");
  return { token, at: { host: tenant.host, headers: cookie } };
}

describe("an operator's visit", () => {
  it("is not there unless an admin allows it, for seven days at most, and for no program", async () => {
    expect((await problemOf(await ask())).code).toBe("support_not_allowed");
    expect((await permit(0)).status).toBe(400);
    expect((await permit(169)).status).toBe(400);
    const asViewer = { host: tenant.host, headers: tenant.keys.viewer, body: { hours: 1 } };
    expect((await call(allow, "PUT", asViewer)).status).toBe(403);
    expect((await permit(1)).status).toBe(200);
    const byProgram = await call(enterRoute, "POST", {
      params: { slug: tenant.slug },
      body: { reason: "a program" },
      headers,
    });
    expect((await problemOf(byProgram)).code).toBe("person_required");
    expect((await ask("hm")).status).toBe(400);
  });

  it("sees what a viewer sees, changes nothing, and stands in both logs with its reason", async () => {
    await permit(1);
    await withSystem((tx) =>
      tx.update(projectRows).set({ isRestricted: true }).where(eq(projectRows.tenantId, tenant.id)),
    );
    const { token, at } = await visit();
    expect((await call(files, "GET", at)).status).toBe(200);
    expect((await (await call(projects, "GET", at)).json()).items).toEqual([]);
    expect((await call(apiKeys, "GET", at)).status).toBe(403);
    expect((await problemOf(await call(me, "GET", at))).code).toBe("person_required");
    const body = { filename: "a.ifc", size: 10 };
    expect((await call(upload, "POST", { ...at, body })).status).toBe(403);
    // Of another organisation it is nobody, and its hand-over opens nothing twice or elsewhere.
    expect((await call(files, "GET", { ...at, host: other.host })).status).toBe(404);
    expect(await enterSupport(token, origin())).toBeNull();
    const second = (await (await ask()).json()).url.split("#")[1] ?? "";
    expect(await enterSupport(second, origin(other))).toBeNull();
    expect(await enterSupport(`${second.slice(0, -2)}xx`, origin())).toBeNull();
    const both = await Promise.all([enterSupport(second, origin()), enterSupport(second, origin())]);
    expect(both.filter(Boolean)).toHaveLength(1);

    const access = await call(readAccess, "GET", { host: tenant.host, headers: tenant.keys.admin });
    expect((await access.json()).sessions[0]).toMatchObject({ operator_name: "Olga", is_under_way: true });
    expect((await call(end, "DELETE", at)).status).toBe(204);
    expect((await call(files, "GET", at)).status).toBe(404);
    const rows = await withSystem((tx) =>
      tx
        .select({ action: auditLogs.action })
        .from(auditLogs)
        .where(
          sql`${auditLogs.tenantId} = ${tenant.id} and ${auditLogs.actor} = ${`operator:${operator.id}`}`,
        ),
    );
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["support_session.started", "session.started", "support_session.ended"]),
    );
    const { items } = await read(log, { query: `?tenant=${tenant.slug}&action=support_session.started` });
    expect(items[0].detail.reason).toContain("4711");
  });

  it("ends at once when the admin takes the consent back, its time is over, or the operator is disabled", async () => {
    await permit(1);
    const first = await visit();
    expect((await permit(null)).status).toBe(200);
    expect((await call(files, "GET", first.at)).status).toBe(404);
    // Allowed anew: what was ended stays so.
    await permit(1);
    expect((await call(files, "GET", first.at)).status).toBe(404);

    const timed = await visit();
    expect((await call(files, "GET", timed.at)).status).toBe(200);
    const [row] = await withSystem((tx) =>
      tx
        .select({ minutes: sql<number>`extract(epoch from expires_at - started_at) / 60` })
        .from(supportSessions)
        .where(eq(supportSessions.tenantId, tenant.id)),
    );
    expect(Number(row?.minutes)).toBeLessThanOrEqual(60);
    await withSystem((tx) =>
      tx
        .update(supportSessions)
        .set({ expiresAt: sql`now()` })
        .where(sql`${supportSessions.tenantId} = ${tenant.id} and ended_at is null`),
    );
    expect((await call(files, "GET", timed.at)).status).toBe(404);

    const last = await visit();
    // Another one is left.
    await signedInOperator();
    const disabled = await call(changeOperator, "PATCH", {
      params: { id: operator.id },
      body: { disabled: true },
      headers: { authorization: headers.authorization, cookie: "" },
    });
    expect(disabled.status).toBe(204);
    expect((await call(files, "GET", last.at)).status).toBe(404);
  });
});
