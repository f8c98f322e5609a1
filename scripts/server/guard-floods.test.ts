import http from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { apiKeys } from "#db/schema/auth.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { type RouteHandler, route } from "#lib/http/route.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { makeFixture } from "#lib/http/testing/fixture.ts";
import { type FloodLimits, guardFloods, type Serve } from "./guard-floods.ts";

process.env.API_RATE_PER_SECOND = "10";
process.env.API_RATE_BURST = "20";
const LIMITS: FloodLimits = {
  atOnce: 4,
  mostWaiting: 100,
  singleFileMs: 2000,
  spacingMs: 20,
  holdMs: 600,
  mostHeld: 1000,
  mostHeldOfOne: 1000,
  streamsAfterMs: 200,
};

const hello = route(
  { summary: "Hello", access: "viewer", response: z.object({ ok: z.boolean() }) },
  async () => ({ ok: true }),
);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
afterAll(closePools);

/** A real server with the guard before a route, or before any other way to serve. */
async function start(serve: Serve | RouteHandler, limits: Partial<FloodLimits> = {}) {
  const seen: string[] = [];
  const inner: Serve = async (request, response) => {
    seen.push(request.url ?? "");
    if (!("declaration" in serve)) return serve(request, response);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const answer = await serve(new Request(`http://internal.invalid${request.url}`, { headers }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  };
  const guard = guardFloods(inner, { ...LIMITS, ...limits });
  const server = http.createServer(guard.serve);
  ends.push(() => {
    guard.end();
    server.close().closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: http.OutgoingHttpHeaders = {}) =>
    new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string; ms: number }>(
      (resolve, reject) => {
        const startedAt = performance.now();
        http
          .get({ host: "127.0.0.1", port, path, headers, agent: false }, async (response) => {
            const body = (await response.toArray()).join("");
            const { statusCode: status = 0 } = response;
            resolve({ status, headers: response.headers, body, ms: performance.now() - startedAt });
          })
          .on("error", reject);
      },
    );
  return { ask, seen, port, end: guard.end };
}

async function tenantWithKey() {
  const tenant = await makeFixture();
  const { id, headers } = await makeKey(tenant.id, "viewer");
  return { keyId: id, headers: { ...headers, host: tenant.host } };
}

describe("the flood of an organisation", () => {
  it.each(["key", "session"])(
    "by a %s is refused before Next as the route would, a moment later",
    async (by) => {
      const tenant = await makeFixture();
      const { headers: credentials } =
        by === "key"
          ? await makeKey(tenant.id, "viewer")
          : await makeSession(tenant.members.admin.id, tenant.id);
      const { ask, seen } = await start(hello);
      const flood = await Promise.all(
        Array.from({ length: 100 }, () => ask("/api/hello", { ...credentials, host: tenant.host })),
      );
      const refused = flood.filter(({ status }) => status === 429);
      expect(flood.filter(({ status }) => status === 200).length + refused.length).toBe(100);
      expect(refused.length).toBeGreaterThan(40);
      expect(seen.length).toBeLessThan(60);
      for (const { headers, body, ms } of refused) {
        expect(headers).toMatchObject({
          "content-type": "application/problem+json",
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          "retry-after": "1",
          "x-trace-id": expect.stringMatching(/^[0-9a-f]{32}$/),
        });
        expect(JSON.parse(body)).toEqual({
          type: "urn:construction-ai:problem:too_many_requests",
          title: "Too many",
          status: 429,
          code: "too_many_requests",
          detail: "The organisation sends more than 10 requests a second. Wait 1 s and go on more slowly.",
          trace_id: headers["x-trace-id"],
          retry_after: 1,
        });
        expect(ms).toBeLessThan(5000);
      }
      expect(new Set(refused.map(({ headers }) => headers["x-trace-id"])).size).toBe(refused.length);
      // Another organisation does not wait for what is held, and the first one is let in again.
      const other = await tenantWithKey();
      const again = ask("/api/hello", { ...credentials, host: tenant.host });
      expect((await ask("/api/hello", other.headers)).status).toBe(200);
      await again;
      await new Promise((resolve) => setTimeout(resolve, 1100));
      expect((await ask("/api/hello", { ...credentials, host: tenant.host })).status).toBe(200);
    },
  );

  it("does not hide for long that its key was revoked", async () => {
    const { keyId, headers } = await tenantWithKey();
    const { ask } = await start(hello);
    const flooding = Array.from({ length: 60 }, () => ask("/api/hello", headers));
    await Promise.all(flooding);
    await withSystem((tx) => tx.update(apiKeys).set({ revokedAt: new Date() }).where(eq(apiKeys.id, keyId)));
    const statuses: number[] = [];
    const until = performance.now() + 1500;
    while (performance.now() < until) statuses.push((await ask("/api/hello", headers)).status);
    expect(statuses.at(-1)).toBe(401);
    expect(statuses).not.toContain(200);
  });

  it("that has used its month goes in single file", async () => {
    const { id } = await makeFixture();
    await withSystem((tx) => tx.update(tenants).set({ apiQuota: 0 }).where(eq(tenants.id, id)));
    const { headers } = await makeKey(id, "viewer");
    let [atWork, most] = [0, 0];
    const slow = route({ summary: "Slow", access: "viewer" }, async () => {});
    const counting: RouteHandler = Object.assign(
      async (request: Request) => {
        most = Math.max(most, ++atWork);
        return slow(request).finally(() => --atWork);
      },
      { declaration: slow.declaration },
    );
    const { ask } = await start(counting, { singleFileMs: 20_000, spacingMs: 1 });
    const flood = () =>
      Promise.all(Array.from({ length: 12 }, () => ask("/api/slow", { ...headers, "x-tenant-id": id })));
    await flood();
    most = 0;
    const answers = await flood();
    expect(answers.every(({ body }) => JSON.parse(body).code === "api_quota_exceeded")).toBe(true);
    expect(most).toBe(1);
  });

  it("is answered at once when the server ends", async () => {
    const { headers } = await tenantWithKey();
    const { ask, end } = await start(hello, { holdMs: 60_000 });
    const startedAt = performance.now();
    const flood = Promise.all(Array.from({ length: 60 }, () => ask("/api/hello", headers)));
    await new Promise((resolve) => setTimeout(resolve, 700));
    end();
    expect((await flood).some(({ status }) => status === 429)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe("a turn", () => {
  /** Answers when told. */
  function slowly() {
    const open: http.ServerResponse[] = [];
    const serve: Serve = async (_request, response) => void open.push(response);
    return { open, serve };
  }
  const arrive = () => new Promise((resolve) => setTimeout(resolve, 100));

  it("is had by so many requests of a caller at once; health, jobs and Stripe's events need none", async () => {
    const { open, serve } = slowly();
    const { ask, seen } = await start(serve, { atOnce: 2, streamsAfterMs: 60_000 });
    const asked = Array.from({ length: 5 }, () => ask("/api/files"));
    await arrive();
    expect(seen).toEqual(["/api/files", "/api/files"]);
    const exempt = [
      "/api/health/live",
      "/api/health/ready",
      "/api/inngest?fnId=a",
      "/api/webhooks/stripe",
      "/_next/static/a.js",
    ];
    asked.push(...exempt.map((path) => ask(path)));
    await arrive();
    expect(seen.slice(2).sort()).toEqual([...exempt].sort());
    // What only looks like it waits.
    asked.push(ask("/api/health/../files"), ask("/api/inngest/files"));
    await arrive();
    expect(seen).toHaveLength(7);
    while (open.length < 12 || open.some((response) => !response.writableEnded)) {
      for (const response of open) response.end();
      await arrive();
    }
    expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true);
  });

  it("is refused where too many wait", async () => {
    const { open, serve } = slowly();
    const { ask } = await start(serve, { atOnce: 1, mostWaiting: 1, holdMs: 50, streamsAfterMs: 60_000 });
    const waiting = [ask("/api/files"), ask("/api/files")];
    await arrive();
    const { status, body } = await ask("/dashboard");
    expect([status, JSON.parse(body).detail]).toEqual([
      429,
      "1 of your requests wait already. Send fewer at once.",
    ]);
    open[0]?.end();
    await arrive();
    open[1]?.end();
    await Promise.all(waiting);
  });

  it("ends when its caller goes away, also the one that still waited", async () => {
    const { serve } = slowly();
    const { ask, seen, port } = await start(serve, { atOnce: 1, streamsAfterMs: 60_000 });
    const leave = ["/api/first", "/api/second"].map((path) => {
      const request = http.get({ host: "127.0.0.1", port, path, agent: false }).on("error", () => {});
      return () => request.destroy();
    });
    await arrive();
    leave[1]?.();
    await arrive();
    leave[0]?.();
    void ask("/api/third").catch(() => {});
    await arrive();
    expect(seen).toEqual(["/api/first", "/api/third"]);
  });

  it("is not kept by a body that still comes or an answer that has begun, but by work that lasts", async () => {
    const { open, serve } = slowly();
    const { ask, seen, port } = await start(serve, { atOnce: 1, streamsAfterMs: 700 });
    const see = (paths: string[]) => expect.poll(() => seen, { timeout: 10_000 }).toEqual(paths);
    const upload = http.request({ host: "127.0.0.1", port, path: "/upload", method: "POST", agent: false });
    upload.on("error", () => {}).write("a part");
    await see(["/upload"]);
    const download = ask("/download").catch(() => {});
    await arrive();
    expect(seen).toEqual(["/upload"]);
    await see(["/upload", "/download"]);
    open[1]?.write("a row");
    const work = ask("/work").catch(() => {});
    await see(["/upload", "/download", "/work"]);
    const last = ask("/last").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(seen).not.toContain("/last");
    open[2]?.end();
    await see(["/upload", "/download", "/work", "/last"]);
    upload.destroy();
    for (const response of open) response.end();
    await Promise.all([download, work, last]);
  });
});
