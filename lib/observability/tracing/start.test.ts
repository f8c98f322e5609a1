import { setTimeout as pause } from "node:timers/promises";
import { SpanKind } from "@opentelemetry/api";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { GET as listFiles, POST as startUpload } from "#app/api/files/route.ts";
import { closePools, pool } from "#db/client.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { route } from "#lib/http/route.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { newLogger } from "#lib/observability/logger.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { running } from "./facts.ts";
import { continuing, currentTraceId, forTenant, inChildSpan, inSpan, traceparent, untraced } from "./span.ts";
import { endTracing, startTracing } from "./start.ts";
import { type ReceivedSpan, receiveOtlp } from "./testing/otlp-receiver.ts";
import { served, traced } from "./testing/traced.ts";

afterAll(closePools);

/** Each span's name under its parent's, as paths. */
function paths(spans: ReceivedSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const path = (span: ReceivedSpan): string => {
    const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
    return (parent ? `${path(parent)} > ` : "") + span.name;
  };
  return spans.map(path);
}

async function organisation() {
  const { id, slug } = await makeTenant();
  const { headers } = await makeKey(id, "editor");
  return { id, host: `${slug}.${config().rootDomain}`, headers };
}

describe("a request", () => {
  it("is one trace of its own: the caller's trace is linked to, and the answer names it", async () => {
    const { id, host, headers } = await organisation();
    const foreign = "ab".repeat(16);
    let traceId: string | null = null;
    const { spans } = await traced(async () => {
      await served(listFiles, host, async (url) => {
        const answer = await fetch(`${url}/api/files?limit=5`, {
          headers: { ...headers, traceparent: `00-${foreign}-${"cd".repeat(8)}-01`, tracestate: "x=1" },
        });
        expect(answer.status).toBe(200);
        traceId = answer.headers.get("x-trace-id");
      });
    });
    const all = spans();
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(all.map((span) => span.traceId))).toEqual(new Set([traceId]));
    expect(traceId).not.toBe(foreign);
    const [root, ...others] = all.filter((span) => span.parentSpanId === null);
    expect(others).toEqual([]);
    expect(root).toMatchObject({ kind: SpanKind.SERVER + 1, links: [foreign], status: 0 });
    expect(root?.attributes).toEqual({
      "http.request.method": "GET",
      "http.response.status_code": 200,
      "http.route": "/api/files",
      "tenant.id": id,
    });
    expect(root?.resource).toMatchObject({
      "service.name": "construction-ai-web",
      "service.namespace": "construction-ai",
      "service.version": expect.stringMatching(/^\d/),
      "service.instance.id": expect.any(String),
      "deployment.environment.name": "test",
    });
    const found = paths(all);
    expect(found).toContain("GET /api/files > admit");
    expect(found).toContain("GET /api/files > list-files > SELECT files");
    expect(
      found.filter((path) => /^GET \/api\/files > admit > SELECT \w+$/.test(path)).length,
    ).toBeGreaterThan(0);
  });

  it("names what it does in the object store, and its statements without values", async () => {
    const { host, headers } = await organisation();
    const { spans } = await traced(() =>
      served(startUpload, host, async (url) => {
        const answer = await fetch(`${url}/api/files`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ filename: "planted-name.ifc", size: 4711 }),
        });
        expect(answer.status).toBe(201);
      }),
    );
    const found = paths(spans());
    expect(found).toContain("POST /api/files > create-upload > create upload");
    expect(found).toContain("POST /api/files > create-upload > INSERT files");
    const statement = spans().find((span) => span.name === "INSERT files");
    expect(statement).toMatchObject({ kind: SpanKind.CLIENT + 1 });
    expect(statement?.attributes).toMatchObject({
      "db.system.name": "postgresql",
      "db.operation.name": "INSERT",
      "db.query.text": expect.stringMatching(/^insert into "files" .*\$1/),
    });
    expect(JSON.stringify(spans())).not.toMatch(/planted-name|4711/);
  });

  it("that fails is marked at its root by code; one that is refused is not failed", async () => {
    const failing = route({ summary: "Fails", access: "anyone" }, async (): Promise<Response> => {
      throw Object.assign(new Error('disk "planted" is full'), { code: "ENOSPC" });
    });
    const refusing = route({ summary: "Refuses", access: "anyone" }, async (): Promise<Response> => {
      throw new Conflict("slug_taken", "Taken.");
    });
    const { spans } = await traced(async () => {
      await served(failing, "localhost", async (url) => void (await fetch(url)));
      await served(refusing, "localhost", async (url) => void (await fetch(url)));
    });
    const roots = spans().filter((span) => span.parentSpanId === null);
    expect(roots[0]).toMatchObject({
      name: "GET other",
      status: 2,
      attributes: { "error.type": "ENOSPC", "error.message": 'Error: disk "…" is full' },
    });
    expect(roots[1]).toMatchObject({ status: 0, attributes: { "app.problem.code": "slug_taken" } });
    expect(roots[1]?.attributes).not.toHaveProperty("error.message");
  });
});

describe("what makes no spans", () => {
  it("statements outside of any span, and those of bookkeeping inside one", async () => {
    const { spans } = await traced(async () => {
      await pool("cai_system").sql`select 1 as polled`;
      await withSystem((tx) => tx.execute(sql`select 2 as polled`));
      await inChildSpan("polling", {}, async () => {});
      await inSpan("work", {}, async () => {
        await untraced(() => withSystem((tx) => tx.execute(sql`select count(*) from outbox`)));
        await pool("cai_system").sql`select count(*) from files where id = ${"x"}`.catch(() => {});
      });
    });
    expect(paths(spans()).sort()).toEqual(["work", "work > SELECT files"]);
    expect(spans().find((span) => span.name === "SELECT files")).toMatchObject({
      status: 2,
      attributes: { "error.type": "22P02", "db.response.status_code": "22P02" },
    });
  });

  it("a fragment of a statement, which is part of the statement's text", async () => {
    const { id } = await makeTenant();
    const { spans } = await traced(() =>
      inSpan("work", {}, async () => {
        const { sql: query } = pool("cai_system");
        const condition = query`id = ${id}`;
        await query`select name from tenants where ${condition} limit ${1}`;
      }),
    );
    expect(spans().map((span) => span.attributes["db.query.text"])).toContain(
      "select name from tenants where id = ? limit ?",
    );
    expect(spans()).toHaveLength(2);
  });

  it("anything while tracing is disabled; a request still has an id", async () => {
    const { host, headers } = await organisation();
    const { requests } = await traced(
      async () => {
        expect(await inSpan("work", {}, async () => currentTraceId())).toBeNull();
        await served(listFiles, host, async (url) => {
          const answer = await fetch(`${url}/api/files`, { headers });
          expect(answer.headers.get("x-trace-id")).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
        });
      },
      { disabled: true },
    );
    expect(requests).toEqual([]);
  });
});

describe("sampling", () => {
  const three = async (receiver: unknown) => {
    await inSpan("good", { kind: SpanKind.SERVER }, () => inSpan("inner", {}, async () => {}));
    await inSpan("bad", { kind: SpanKind.SERVER }, () =>
      inSpan("inner", {}, async () => Promise.reject(new Error("no"))),
    ).catch(() => {});
    await inSpan("slow", { kind: SpanKind.SERVER }, () => inSpan("inner", {}, () => pause(60)));
    return void receiver;
  };

  it("keeps slow and failed traces as a whole, whatever the sampler says of the rest", async () => {
    const { spans } = await traced(
      three,
      { sampler: { name: "parentbased_traceidratio", ratio: 0 } },
      { slowRequestMs: 50 },
    );
    expect(paths(spans()).sort()).toEqual(["bad", "bad > inner", "slow", "slow > inner"]);
  });

  it("exports nothing where it is always_off, and everything once by default", async () => {
    const off = await traced(three, { sampler: { name: "always_off", ratio: 1 } }, { slowRequestMs: 50 });
    expect(off.spans()).toEqual([]);
    const on = await traced(three, {}, { slowRequestMs: 50 });
    expect(on.spans()).toHaveLength(6);
  });

  it("goes on as its traceparent says, in this process and in another", async () => {
    const { spans } = await traced(
      async () => {
        const from = await inSpan("request", {}, async () => traceparent());
        expect(from).toMatch(/-01$/);
        await continuing(from, () => inSpan("job", {}, async () => {}));
        await continuing(`00-${"12".repeat(16)}-${"34".repeat(8)}-00`, () =>
          inSpan("unsampled", {}, async () => {}),
        );
      },
      { sampler: { name: "parentbased_always_on", ratio: 1 } },
    );
    expect(paths(spans()).sort()).toEqual(["request", "request > job"]);
  });
});

describe("the log", () => {
  it("has the trace in each line by itself, and once", async () => {
    const lines: string[] = [];
    const log = newLogger("info", { write: (line) => void lines.push(line) });
    let traceId: string | null = null;
    await traced(() =>
      inSpan("work", { attributes: { "tenant.id": "7d3f0f0e-0000-4000-8000-000000000000" } }, async () => {
        traceId = currentTraceId();
        log.info("by itself");
        log.child({ trace_id: "given", tenant_id: "given" }).info("told");
      }),
    );
    log.info("outside");
    const [own, told, outside] = lines.map((line) => JSON.parse(line));
    expect(own).toMatchObject({ trace_id: traceId, tenant_id: "7d3f0f0e-0000-4000-8000-000000000000" });
    expect(told).toMatchObject({ trace_id: "given", tenant_id: "given" });
    expect(lines[1]?.match(/"trace_id"/g)).toHaveLength(1);
    expect(outside).not.toHaveProperty("trace_id");
  });
});

describe("whose it is", () => {
  it("is told apart where one trace holds the work of two organisations at once, and the platform's own", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const lines: string[] = [];
    const log = newLogger("info", { write: (line) => void lines.push(line) });
    const { spans } = await traced(() =>
      inSpan("job nightly", { kind: SpanKind.CONSUMER }, async () => {
        await Promise.all(
          [one, two].map(({ id, slug }) =>
            forTenant("share", id, async () => {
              await systemCtx(id);
              await pause(20);
              await inSpan(`inner ${slug}`, {}, async () => log.info(slug));
            }),
          ),
        );
        await systemCtx(one.id);
        await inSpan("rest", {}, async () => log.info("nobody's"));
      }),
    );
    const whose = (name: string) =>
      spans()
        .filter((span) => span.name === name)
        .map((span) => span.attributes["tenant.id"]);
    expect(whose("job nightly")).toEqual([undefined]);
    expect(whose("rest")).toEqual([undefined]);
    expect(whose("share").sort()).toEqual([one.id, two.id].sort());
    expect(whose(`inner ${one.slug}`)).toEqual([one.id]);
    expect(whose(`inner ${two.slug}`)).toEqual([two.id]);
    expect(whose("SELECT tenants").sort()).toEqual([one.id, two.id, undefined].sort());
    const logged = Object.fromEntries(
      lines.map((line) => JSON.parse(line)).map(({ msg, tenant_id }) => [msg, tenant_id]),
    );
    expect(logged).toEqual({ [one.slug]: one.id, [two.slug]: two.id, "nobody's": undefined });
  });

  it("is told of a request and all in it, also of what ended before it was known", async () => {
    const { id } = await makeTenant();
    const { spans } = await traced(() =>
      inSpan("GET", { kind: SpanKind.SERVER }, async () => {
        await inSpan("admit", {}, async () => void (await systemCtx(id)));
        await inSpan("verb", {}, async () => {});
      }),
    );
    expect(paths(spans()).sort()).toEqual(
      expect.arrayContaining(["GET", "GET > admit", "GET > admit > SELECT tenants", "GET > verb"]),
    );
    for (const { name, attributes } of spans().filter((span) => span.name !== "SELECT tenants"))
      expect([name, attributes["tenant.id"]]).toEqual([name, id]);
  });
});

describe("the export", () => {
  it.each(["http/json", "http/protobuf"] as const)(
    "by %s carries headers, and all is sent at the end",
    async (protocol) => {
      const { requests } = await traced(() => inSpan("work", {}, async () => {}), { protocol });
      expect(requests.map(({ path }) => path)).toEqual(["/v1/traces"]);
      expect(requests[0]?.headers).toMatchObject({
        "x-key": "of-the-receiver",
        "content-type": protocol === "http/json" ? "application/json" : "application/x-protobuf",
      });
      expect(requests[0]?.body.includes("work")).toBe(true);
    },
  );

  it("does not keep a process that ends from ending, nor a request from its answer", async () => {
    const receiver = await receiveOtlp();
    await receiver.close();
    const settings = config();
    const otlp = { endpoint: receiver.endpoint, headers: {}, protocol: "http/json" } as const;
    startTracing("web", { ...settings, telemetry: { ...settings.telemetry, disabled: false, otlp } });
    expect(await inSpan("work", {}, async () => 7)).toBe(7);
    await endTracing(5000);
    expect(await inSpan("work", {}, async () => currentTraceId())).toBeNull();
  });
});

it("statements of a transaction are traced too, each with what it is about", async () => {
  const { id } = await makeTenant();
  const { spans } = await traced(() =>
    inSpan("work", {}, async () => {
      await withTenant(id, (tx) => tx.execute(sql`select id from files where size = ${1}`));
    }),
  );
  expect(spans().map((span) => [span.name, span.attributes["db.query.text"]])).toContainEqual([
    "SELECT files",
    "select id from files where size = $1",
  ]);
});

it("a statement that is read by a cursor ends with its last part, or when its reader stops", async () => {
  const { sql: query } = pool("cai_system");
  const { spans } = await traced(async () => {
    await inSpan("work", {}, async () => {
      let rows = 0;
      for await (const part of query`select n from generate_series(1, 25) n`.cursor(10)) rows += part.length;
      expect(rows).toBe(25);
      for await (const _ of query`select id from generate_series(1, 25) id`.cursor(10)) break;
      const failing = query`select 1 / (n - 15) from generate_series(1, 25) n`.cursor(10);
      await expect(
        (async () => {
          for await (const _ of failing);
        })(),
      ).rejects.toMatchObject({ code: "22012" });
    });
    // A reader that stops does not wait for the server to have closed the cursor.
    await vi.waitFor(() => expect(running().size).toBe(0));
  });
  const statements = spans().filter((span) => span.name !== "work");
  expect(statements.map((span) => span.status).sort()).toEqual([0, 0, 2]);
});

it("a statement that nobody awaits still fails as one that nobody handles", async () => {
  const unhandled: unknown[] = [];
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => void unhandled.push(error));
  try {
    pool("cai_system").sql`select 1 / 0 as failing`.execute();
    await vi.waitFor(() => expect(unhandled).toHaveLength(1));
    expect(unhandled[0]).toMatchObject({ code: "22012" });
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const one of others) process.on("unhandledRejection", one);
  }
});
