import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as createProject, GET as listProjects } from "#app/api/projects/route.ts";
import { closePools } from "#db/client.ts";
import { preflight } from "#lib/http/cors.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { changeSettings } from "#lib/tenancy/settings.ts";
import { ChangeSettings } from "#lib/tenancy/settings-schema.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

const LISTED = "https://app.example.com";
let tenant: Fixture;
let other: Fixture;
let port: number;
const server = http.createServer(async (request, response) => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string") headers.set(name, value);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const handler: RouteHandler = request.method === "POST" ? createProject : listProjects;
  const answer =
    request.method === "OPTIONS"
      ? await preflight(headers)
      : await handler(
          new Request(`http://internal.invalid${request.url}`, {
            method: request.method ?? "GET",
            headers,
            ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
          }),
        );
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

beforeAll(async () => {
  [tenant, other] = await Promise.all([makeFixture(), makeFixture()]);
  await changeSettings(
    await systemCtx(tenant.id),
    ChangeSettings.parse({ cors_origins: [`${LISTED}/`, "http://localhost:5173", LISTED] }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await closePools();
});

/** One request over plain HTTP, as a browser or a program would send it. */
async function send(method: string, headers: Record<string, string>, body?: object) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const request = http.request(
      {
        host: "127.0.0.1",
        port,
        method,
        path: "/api/projects",
        headers: {
          host: tenant.host,
          ...(text ? { "content-type": "application/json", "content-length": text.length } : {}),
          ...headers,
        },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      },
    );
    request.on("error", reject).end(text);
  });
}
const asks = (origin: string, host = tenant.host, method = "POST") =>
  send("OPTIONS", { host, origin, "access-control-request-method": method });
const allowed = ({ headers }: { headers: http.IncomingHttpHeaders }) =>
  headers["access-control-allow-origin"];

describe("a page of another origin", () => {
  it("is told before it sends whether the organisation lists it, and nothing else", async () => {
    const yes = await asks(LISTED);
    expect([yes.status, allowed(yes)]).toEqual([204, LISTED]);
    expect(yes.headers["access-control-allow-methods"]).toContain("PATCH");
    expect(yes.headers["access-control-allow-headers"]).toContain("authorization");
    expect(yes.headers).not.toHaveProperty("access-control-allow-credentials");
    expect(allowed(await asks("http://localhost:5173"))).toBe("http://localhost:5173");
    for (const refused of [
      await asks("https://evil.example"),
      await asks("https://app.example.com.evil.example"),
      await asks("http://app.example.com"),
      await asks("https://app.example.com:8443"),
      await asks("null"),
      await asks(LISTED, other.host),
      await asks(LISTED, "localhost:3000"),
      await asks(LISTED, "no-such-tenant-here.localhost:3000"),
      await asks(LISTED, tenant.host, "TRACE"),
    ])
      expect([refused.status, allowed(refused)]).toEqual([204, undefined]);
  });

  it("that is listed reads and writes with an API key, and sees also why it was refused", async () => {
    const { headers } = await makeKey(tenant.id, "editor");
    const read = await send("GET", { ...headers, origin: LISTED });
    expect([read.status, allowed(read)]).toEqual([200, LISTED]);
    expect(read.headers["access-control-expose-headers"]).toContain("x-ratelimit-remaining");
    expect(read.headers).not.toHaveProperty("access-control-allow-credentials");
    expect(read.headers.vary).toContain("Origin");
    const made = await send("POST", { ...headers, origin: LISTED }, { name: "From elsewhere" });
    expect([made.status, allowed(made)]).toEqual([201, LISTED]);
    const viewer = await send("POST", { ...tenant.keys.viewer, origin: LISTED }, { name: "No" });
    expect([viewer.status, allowed(viewer)]).toEqual([403, LISTED]);
    const unknown = await send("GET", { authorization: "Bearer cai_nothing", origin: LISTED });
    expect([unknown.status, allowed(unknown)]).toEqual([401, LISTED]);
  });

  it("gets nothing with a person's cookie, and nothing where it is not listed", async () => {
    const { headers } = await makeSession(tenant.members.admin.id, tenant.id);
    const cookie = await send("POST", { ...headers, origin: LISTED }, { name: "By cookie" });
    expect([cookie.status, allowed(cookie)]).toEqual([403, undefined]);
    expect(allowed(await send("GET", { ...headers, origin: LISTED }))).toBeUndefined();
    const evil = await send(
      "POST",
      { ...tenant.keys.admin, origin: "https://evil.example" },
      { name: "Evil" },
    );
    expect([evil.status, allowed(evil)]).toEqual([403, undefined]);
    // Listed there is not listed here.
    const foreign = await send("GET", { ...other.keys.admin, host: other.host, origin: LISTED });
    expect([foreign.status, allowed(foreign)]).toEqual([200, undefined]);
  });
});
