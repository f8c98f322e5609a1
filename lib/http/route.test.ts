import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import {
  Conflict,
  Forbidden,
  NotFound,
  QuotaExceeded,
  TooManyRequests,
  Unauthenticated,
} from "#lib/errors.ts";
import { problemOf as documentOf } from "#lib/http/problem.ts";
import { type Declaration, route } from "#lib/http/route.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { newLogger } from "#lib/observability/logger.ts";

afterAll(closePools);

const Body = z.object({
  name: z.string().min(1, "Give a name."),
  size: z.number().int("Give whole bytes."),
  tags: z.array(z.object({ key: z.string() })).default([]),
});
const echo = route(
  { summary: "Echo", access: "anyone", body: Body, response: Body, status: 201 },
  async ({ body }) => body,
);
const failing = (error: unknown) =>
  route({ summary: "Fails", access: "anyone" }, async (): Promise<Response> => {
    throw error;
  });
const text = (body: string, headers: Record<string, string> = {}) => call(echo, "POST", { body, headers });

describe("a problem", () => {
  it("is problem+json with a stable code, a sentence and the trace id, and is never stored", async () => {
    const response = await call(
      failing(new Conflict("slug_taken", "The address is taken. Choose another one.", { slug: "abc" })),
      "GET",
    );
    expect(response.status).toBe(409);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    const problem = await problemOf(response);
    expect(problem).toEqual({
      type: "urn:construction-ai:problem:slug_taken",
      title: "Conflict",
      status: 409,
      code: "slug_taken",
      detail: "The address is taken. Choose another one.",
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      slug: "abc",
    });
    expect(response.headers.get("x-trace-id")).toBe(problem.trace_id);
  });

  it("tells nothing of what failed inside", async () => {
    for (const error of [
      new Error("password=hunter2 at /srv/app"),
      "a string",
      { secret: 1 },
      null,
      undefined,
    ]) {
      const response = await call(failing(error), "GET");
      const problem = await problemOf(response);
      expect(problem).toEqual({
        type: "urn:construction-ai:problem:internal_error",
        title: "Internal error",
        status: 500,
        code: "internal_error",
        detail: `Something failed on our side. Try again; if it stays, tell support the trace id ${problem.trace_id}.`,
        trace_id: problem.trace_id,
      });
    }
  });

  it("tells nothing of a statement that the database refused", async () => {
    const broken = route(
      { summary: "Breaks", access: "anyone" },
      async () => void (await withSystem((tx) => tx.execute(sql`select secret_column from tenants`))),
    );
    const response = await call(broken, "GET");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret_column");
  });

  it("says when to try again", async () => {
    const response = await call(failing(new TooManyRequests(61.2)), "GET");
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("62");
    expect((await problemOf(response)).detail).toBe("Too many attempts. Wait 2 minutes and try again.");
  });

  it("of somebody who is not let in is in the log; a mistake is not", () => {
    const lines: string[] = [];
    const log = newLogger("info", { write: (line) => lines.push(line) }).child({
      ip: "10.0.0.1",
      call: "GET /x",
    });
    for (const error of [
      new Unauthenticated(),
      new Forbidden("role_required", "No."),
      new TooManyRequests(60),
      new NotFound("tenant_not_found", "Of another organisation."),
      new NotFound("file_not_found", "No."),
      new Conflict("taken", "No."),
    ])
      documentOf(error, log, "trace");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject(
      ["unauthenticated", "role_required", "too_many_requests", "tenant_not_found"].map((code) => ({
        code,
        msg: "refused",
        trace_id: "trace",
        ip: "10.0.0.1",
        call: "GET /x",
      })),
    );
    expect(lines).toHaveLength(4);
  });

  it("carries the facts of a quota", async () => {
    const response = await call(
      failing(new QuotaExceeded("storage_quota_exceeded", "Full.", { storage_used: 5, requested: 6 })),
      "GET",
    );
    expect(await problemOf(response)).toMatchObject({
      status: 429,
      code: "storage_quota_exceeded",
      storage_used: 5,
      requested: 6,
    });
  });

  it("is the server's when an answer is not what the route declares", async () => {
    const wrong = route(
      { summary: "Lies", access: "anyone", response: z.object({ n: z.number() }) },
      async () => JSON.parse('{"n":"secret"}'),
    );
    const response = await call(wrong, "GET");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });
});

describe("a JSON body", () => {
  it("is parsed, completed by its defaults and answered with the declared status", async () => {
    const response = await call(echo, "POST", { body: { name: "a", size: 1, unknown: true } });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: "a", size: 1, tags: [] });
  });

  it("takes a content type with parameters, in any case", async () => {
    for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/json;x=y"])
      expect((await text('{"name":"a","size":1}', { "content-type": type })).status, type).toBe(201);
  });

  it("has each of its faults named, with what to do", async () => {
    const problem = await problemOf(
      await call(echo, "POST", { body: { name: "", size: 1.5, tags: [{ key: "a" }, { key: 1 }] } }),
    );
    expect(problem).toMatchObject({ status: 400, code: "invalid_input", detail: "name: Give a name." });
    expect(problem.issues).toEqual([
      { path: "name", message: "Give a name." },
      { path: "size", message: "Give whole bytes." },
      { path: "tags.1.key", message: expect.stringContaining("string") },
    ]);
  });

  it.each(["", "{", "{'name':1}", '{"name":"a","size":1}x', "undefined", "\u0000", "NaN"])(
    "that is no JSON is refused: %j",
    async (body) => {
      const problem = await problemOf(await text(body));
      expect(problem).toMatchObject({
        status: 400,
        code: "invalid_json",
        detail: "The body is no valid JSON. Check its quotes, commas and brackets.",
      });
    },
  );

  it.each(["null", "[]", '"text"', "1", "{}"])("of another shape is refused: %s", async (body) => {
    expect(await problemOf(await text(body))).toMatchObject({ status: 400, code: "invalid_input" });
  });

  it("cannot reach a prototype", async () => {
    const response = await text(
      '{"name":"a","size":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    expect(await response.json()).toEqual({ name: "a", size: 1, tags: [] });
    expect({}).not.toHaveProperty("polluted");
  });

  it("of 5 MiB is taken, and a byte more is not, whatever its length says", async () => {
    const frame = '{"name":"","size":1}';
    const exactly = (bytes: number) => `{"name":"${"a".repeat(bytes - frame.length)}","size":1}`;
    expect((await text(exactly(5 * 2 ** 20))).status).toBe(201);
    expect(await problemOf(await text(exactly(5 * 2 ** 20 + 1)))).toMatchObject({
      status: 413,
      code: "body_too_large",
    });
    expect(await problemOf(await text(exactly(5 * 2 ** 20 + 1), { "content-length": "10" }))).toMatchObject({
      status: 413,
      code: "body_too_large",
    });
  });

  it("that never ends is not read to its end", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 2 ** 20;
        controller.enqueue(new Uint8Array(2 ** 20).fill(32));
      },
    });
    const headers = {
      host: "localhost:3000",
      origin: "http://localhost:3000",
      "content-type": "application/json",
    };
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body: endless, duplex: "half" };
    expect(await problemOf(await echo(new Request("http://internal.invalid/api", init)))).toMatchObject({
      status: 413,
    });
    expect(sent).toBeLessThan(10 * 2 ** 20);
  });

  it("with a NUL in a text that is stored is refused with a sentence", async () => {
    const storing = (column: "text" | "jsonb") =>
      route({ summary: "Stores", access: "anyone", body: Body }, async ({ body }) => {
        const value = column === "text" ? sql`${body.name}::text` : sql`${JSON.stringify(body)}::jsonb`;
        await withSystem((tx) => tx.execute(sql`select ${value}`));
      });
    for (const column of ["text", "jsonb"] as const) {
      const handler = storing(column);
      expect((await call(handler, "POST", { body: { name: "a", size: 1 } })).status).toBe(204);
      expect(
        await problemOf(await call(handler, "POST", { body: { name: "a\u0000", size: 1 } })),
        column,
      ).toMatchObject({ status: 400, code: "invalid_text" });
    }
  });
});

describe("a query and a path", () => {
  const declared = {
    summary: "Reads",
    access: "anyone",
    params: z.object({ id: z.uuid() }),
    query: z.object({ limit: z.coerce.number("Give a number.").int().min(1).max(200).default(50) }),
    response: z.object({ id: z.string(), limit: z.number() }),
  } as const satisfies Declaration;
  const handler = route(declared, async ({ params, query }) => ({ ...params, ...query }));

  it("with a NUL is refused before anything is read, so that an answer in pieces does not break off", async () => {
    const sent = { params: { id: crypto.randomUUID() }, query: "?q=a%00b" };
    expect(await problemOf(await call(handler, "GET", sent))).toMatchObject({
      status: 400,
      code: "invalid_text",
    });
  });
  const id = crypto.randomUUID();

  it("are parsed", async () => {
    expect(await (await call(handler, "GET", { params: { id } })).json()).toEqual({ id, limit: 50 });
    expect(await (await call(handler, "GET", { params: { id }, query: "?limit=7&other=1" })).json()).toEqual({
      id,
      limit: 7,
    });
  });

  it("name nothing when the id is malformed, and are refused when the query is", async () => {
    for (const wrong of ["1", "", "../admin", `${id}'`, `${id}\u0000`])
      expect(await problemOf(await call(handler, "GET", { params: { id: wrong } })), wrong).toMatchObject({
        status: 404,
        code: "not_found",
      });
    for (const query of ["?limit=0", "?limit=201", "?limit=1.5", "?limit=x"])
      expect(await problemOf(await call(handler, "GET", { params: { id }, query })), query).toMatchObject({
        status: 400,
        code: "invalid_input",
        issues: [{ path: "limit" }],
      });
  });
});

describe("what a handler is given and answers", () => {
  let headers: Record<string, string>;
  let host: string;
  beforeAll(async () => {
    const tenant = await makeTenant();
    host = `${tenant.slug}.localhost:3000`;
    headers = (await makeKey(tenant.id, "editor")).headers;
  });

  it("is called only for those who may, after everything was checked", async () => {
    const handler = vi.fn(async () => {});
    const guarded = route({ summary: "Guarded", access: "admin", body: Body }, handler);
    const body = { name: "a", size: 1 };
    expect((await call(guarded, "POST", { host, headers, body })).status).toBe(403);
    expect((await call(guarded, "POST", { host, body })).status).toBe(401);
    const open = route({ summary: "Open", access: "editor", body: Body }, handler);
    expect((await call(open, "POST", { host, headers: { ...headers, origin: "null" }, body })).status).toBe(
      403,
    );
    expect(
      (await call(open, "POST", { host, headers: { ...headers, "content-type": "text/plain" }, body }))
        .status,
    ).toBe(415);
    expect((await call(open, "POST", { host, headers, body: {} })).status).toBe(400);
    expect(handler).not.toHaveBeenCalled();
    expect((await call(open, "POST", { host, headers, body })).status).toBe(204);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it("keeps a response's own caching and adds what every answer has", async () => {
    const own = route(
      { summary: "Own", access: "editor" },
      async () => new Response("x", { headers: { "cache-control": "private, max-age=60, no-store" } }),
    );
    const response = await call(own, "GET", { host, headers });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "cache-control": "private, max-age=60, no-store",
      "x-content-type-options": "nosniff",
      "x-trace-id": expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const plain = route({ summary: "Plain", access: "editor" }, async () => new Response("x"));
    expect((await call(plain, "GET", { host, headers })).headers.get("cache-control")).toBe("no-store");
  });

  it("names the caller's address only as our own server gave it", async () => {
    const seen = route(
      { summary: "Address", access: "editor", response: z.object({ ip: z.string().nullable() }) },
      async ({ ip }) => ({ ip }),
    );
    const forged = {
      "x-forwarded-for": "6.6.6.6",
      "x-real-ip": "6.6.6.6",
      forwarded: "for=6.6.6.6",
      "cf-connecting-ip": "6.6.6.6",
      "true-client-ip": "6.6.6.6",
    };
    expect(
      await (
        await call(seen, "GET", {
          host,
          headers: { ...headers, ...forged, "x-real-client-ip": "203.0.113.7" },
        })
      ).json(),
    ).toEqual({ ip: "203.0.113.7" });
    expect(
      await (
        await call(seen, "GET", { host, headers: { ...headers, ...forged, "x-real-client-ip": "" } })
      ).json(),
    ).toEqual({ ip: null });
  });
});
