import { randomBytes, randomUUID } from "node:crypto";
import {
  type Attributes,
  context,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { listErrors } from "./list-errors.ts";
import { listSlow } from "./list-slow.ts";
import { readTrace } from "./read-trace.ts";
import { recordError } from "./record-error.ts";
import type { SpanRow, TraceRow } from "./rows.ts";
import { Segments } from "./segments.ts";
import { storeTraces } from "./store.ts";
import { traceWriter } from "./trace-writer.ts";
import { ListErrors, ListSlow, TraceView } from "./views.ts";

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
afterAll(closePools);

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** A tracer whose spans go through the same gathering as the product's, and what that keeps. */
function gathering(slowRequestMs = 1000, slowJobMs = 60_000) {
  const kept: { trace: TraceRow; spans: SpanRow[] }[] = [];
  let dropped = 0;
  const segments = new Segments({
    slowRequestMs,
    slowJobMs,
    keep: (row, spans) => kept.push({ trace: row, spans }),
    keepAttempt: () => {},
    dropped: (n) => {
      dropped += n;
    },
  });
  const provider = new BasicTracerProvider({
    spanProcessors: [
      {
        onStart: (span) => segments.started(span),
        onEnd: (span) => segments.ended(span),
        forceFlush: async () => {},
        shutdown: async () => {},
      },
    ],
  });
  return { kept, tracer: provider.getTracer("test"), dropped: () => dropped };
}

type Tracer = ReturnType<typeof gathering>["tracer"];

/** A request that takes so many milliseconds, with a statement in it; tells its ids. */
function request(
  tracer: Tracer,
  {
    ms = 10,
    status = 200,
    statements = 1,
    within,
  }: { ms?: number; status?: number; statements?: number; within?: SpanContext } = {},
  attributes: Attributes = {},
): SpanContext {
  const at = Date.now();
  const from = within
    ? trace.setSpanContext(context.active(), { ...within, isRemote: true })
    : context.active();
  const root = tracer.startSpan(
    "GET /api/files/[id]",
    {
      kind: SpanKind.SERVER,
      startTime: at,
      attributes: { "http.route": "/api/files/[id]", "http.response.status_code": status, ...attributes },
    },
    from,
  );
  for (let n = 0; n < statements; n++) {
    const options = { kind: SpanKind.CLIENT, startTime: at + 1 };
    tracer.startSpan("SELECT files", options, trace.setSpan(context.active(), root)).end(at + 2);
  }
  root.end(at + ms);
  return root.spanContext();
}

it("keeps slow and failed requests, refused ones not, and what else passes of a trace that is kept", () => {
  const { kept, tracer } = gathering();
  request(tracer, { ms: 1000 });
  request(tracer, { status: 404 });
  expect(kept).toEqual([]);
  const slow = request(tracer, { ms: 1001 });
  const failed = request(tracer, { status: 503 });
  expect(kept.map(({ trace: { trace_id, reason, status } }) => [trace_id, reason, status])).toEqual([
    [slow.traceId, "slow", "ok"],
    [failed.traceId, "error", "error"],
  ]);
  expect(kept[0]?.spans.map(({ name, is_entry, is_slow }) => [name, is_entry, is_slow])).toEqual([
    ["SELECT files", false, false],
    ["GET /api/files/[id]", true, true],
  ]);
  request(tracer, { within: slow });
  expect(kept[2]).toMatchObject({ trace: { trace_id: slow.traceId, reason: "slow" } });
});

it("counts no transfer of an object as slow, however long it takes; a failed one is kept", () => {
  const { kept, tracer } = gathering();
  request(tracer, { ms: 60_000 }, { "http.route": "/_objects/[key]" });
  expect(kept).toEqual([]);
  request(tracer, { ms: 60_000, status: 500 }, { "http.route": "/_objects/[key]" });
  expect(kept.map(({ trace, spans }) => [trace.reason, spans.some((span) => span.is_slow)])).toEqual([
    ["error", false],
  ]);
});

it("is nobody's where its entry is the platform's, though work in it is an organisation's", () => {
  const { kept, tracer } = gathering();
  const job = tracer.startSpan("job nightly", { kind: SpanKind.CONSUMER });
  const attributes = { "tenant.id": randomUUID() };
  tracer.startSpan("share", { attributes }, trace.setSpan(context.active(), job)).end();
  job.setStatus({ code: SpanStatusCode.ERROR }).end();
  expect(kept[0]?.trace.tenant_id).toBeNull();
  expect(kept[0]?.spans.map(({ name, tenant_id }) => [name, tenant_id])).toEqual([
    ["share", attributes["tenant.id"]],
    ["job nightly", null],
  ]);
});

it("is bounded in spans of one trace and says how many are missing", () => {
  const { kept, tracer, dropped } = gathering();
  request(tracer, { ms: 2000, statements: 900 });
  expect(kept[0]?.spans.length).toBe(500);
  expect(kept[0]?.spans.some((span) => span.is_entry)).toBe(true);
  expect(kept[0]?.trace.dropped_spans).toBe(401);
  expect(dropped()).toBe(401);
});

it("keeps only attributes that are listed, whose they are apart", () => {
  const { kept, tracer } = gathering();
  const tenantId = randomUUID();
  request(
    tracer,
    { ms: 2000 },
    { "tenant.id": tenantId, "user.email": "bob@example.com", "http.request.header.cookie": "s=1" },
  );
  expect(kept[0]?.trace.tenant_id).toBe(tenantId);
  const entry = kept[0]?.spans.find((span) => span.is_entry);
  expect(entry?.attributes).toEqual({ "http.route": "/api/files/[id]", "http.response.status_code": 200 });
});

it("puts parts of several processes together under one trace", async () => {
  const tenant = await makeTenant();
  const { kept, tracer } = gathering();
  const first = request(tracer, { ms: 2000 }, { "tenant.id": tenant.id });
  request(tracer, { status: 500, within: first });
  const [slow, failed] = kept;
  if (!slow || !failed) throw new Error("Nothing was kept");
  await storeTraces([failed.trace], failed.spans);
  await storeTraces([slow.trace], slow.spans);
  await storeTraces([slow.trace], slow.spans);
  const read = await readTrace(first.traceId);
  expect(TraceView.parse(read)).toEqual(read);
  expect(read).toMatchObject({ reason: "error", status: "error", tenant: { slug: tenant.slug } });
  expect(read.spans).toHaveLength(4);
  expect(read.duration_ms).toBeGreaterThanOrEqual(2000);
  await expect(readTrace(hex(16))).rejects.toMatchObject({ code: "trace_not_found" });
  await expect(readTrace("x' or 1")).rejects.toMatchObject({ code: "trace_not_found" });
});

it("lists slow requests newest or slowest first, page by page", async () => {
  const tenant = await makeTenant();
  const { kept, tracer } = gathering();
  const ids = [3000, 1500, 9000, 2000].map(
    (ms) => request(tracer, { ms }, { "tenant.id": tenant.id }).spanId,
  );
  for (const { trace: row, spans } of kept) await storeTraces([row], spans);
  const pages = async (query: Record<string, string>) => {
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, next } = await listSlow(
        ListSlow.parse({ tenant: tenant.slug, limit: "3", ...query, ...(cursor ? { cursor } : {}) }),
      );
      found.push(...items.map((item) => item.span_id));
      cursor = next;
    }
    return found;
  };
  expect(await pages({ sort: "slowest" })).toEqual([ids[2], ids[0], ids[3], ids[1]]);
  expect(new Set(await pages({}))).toEqual(new Set(ids));
  expect(await pages({ kind: "job" })).toEqual([]);
  await expect(listSlow(ListSlow.parse({ cursor: "bm9uc2Vuc2U" }))).rejects.toMatchObject({
    code: "cursor_invalid",
  });
});

it("counts errors of one kind in one group, whatever stood in their words, and others apart", async () => {
  const marker = `Strange${hex(4).replace(/\d/g, "x")}`;
  const fail = (message: string) => Object.assign(new Error(message), { name: marker });
  for (let n = 0; n < 5; n++)
    recordError(fail(`No room for ${randomUUID()} of bob${n}@example.com, ${n} bytes in "hall ${n}"`), {
      service: marker,
      route: "POST /api/files",
    });
  const twice = fail("told twice");
  for (let n = 0; n < 2; n++) recordError(twice, { service: marker, route: "POST /api/files" });
  recordError("only words", { service: marker, route: "/words" });
  await traceWriter().flush();
  const { items } = await listErrors(ListErrors.parse({ service: marker, limit: 200 }));
  const own = items.filter((item) => item.type === marker);
  expect(own.map(({ count, message }) => [count, message]).sort()).toEqual([
    [1, `${marker}: told twice`],
    [5, `${marker}: No room for <id> of [mail], <n> bytes in "…"`],
  ]);
  expect(own[0]?.frame).toMatch(/^lib\/observability\/traces\/keep\.test\.ts:\d+/);
  expect(items.find((item) => item.route === "/words")).toMatchObject({ type: "string", count: 1 });
  recordError(fail("told once more"), { service: marker, route: "POST /api/files" });
  await traceWriter().flush();
  const [newest] = (await listErrors(ListErrors.parse({ service: marker, limit: 1 }))).items;
  expect(newest).toMatchObject({ count: 1, last_trace_id: null, trace_kept: false, tenants: [] });
});

it("never throws where it is told of a failure that cannot be described", () => {
  const hostile = new Proxy(new Error("x"), {
    get() {
      throw new Error("no");
    },
  });
  expect(() => recordError(hostile, { service: "api" })).not.toThrow();
});

it("drops and counts what the database does not take, and goes on", async () => {
  const { kept, tracer } = gathering();
  request(tracer, { ms: 2000 });
  const [one] = kept;
  if (!one) throw new Error("Nothing was kept");
  const writer = traceWriter();
  const before = writer.dropped;
  writer.add({ ...one.trace, reason: "slow", started_us: Number.NaN }, one.spans);
  await writer.flush();
  expect(writer.dropped).toBe(before + one.spans.length);
  writer.add(one.trace, one.spans);
  await writer.flush();
  expect((await readTrace(one.trace.trace_id)).spans).toHaveLength(2);
  expect(writer.dropped).toBe(before + one.spans.length);
});

it("marks an entry that failed without an answer of its own, such as a job", () => {
  const { kept, tracer } = gathering();
  const job = tracer.startSpan("job x", { kind: SpanKind.CONSUMER, attributes: { "job.function": "x" } });
  job.setStatus({ code: SpanStatusCode.ERROR }).setAttribute("error.type", "Broken");
  job.end();
  expect(kept[0]?.trace).toMatchObject({ reason: "error", error_type: "Broken", root_name: "job x" });
});

it("keeps a trace in which something asks for it, though its answer was good", () => {
  const { kept, tracer } = gathering();
  const root = tracer.startSpan("GET /files", { kind: SpanKind.SERVER });
  const attributes = { "trace.keep": "error", "error.type": "RangeError", "error.fingerprint": "ab" };
  tracer.startSpan("page error", { attributes }, trace.setSpan(context.active(), root)).end();
  root.setAttribute("http.response.status_code", 200).end();
  expect(kept[0]?.trace).toMatchObject({
    reason: "error",
    status: "error",
    error_type: "RangeError",
    error_fingerprint: "ab",
  });
});

it("names no organisation that is gone", async () => {
  const { kept, tracer } = gathering();
  const gone = randomUUID();
  request(tracer, { ms: 2000 }, { "tenant.id": gone });
  const [one] = kept;
  if (!one) throw new Error("Nothing was kept");
  await storeTraces([one.trace], one.spans);
  const [left] = await withSystem((tx) =>
    tx.execute<{ n: number }>(
      sql`select (select count(*) from traces where tenant_id = ${gone}) + (select count(*) from trace_spans where tenant_id = ${gone}) as n`,
    ),
  );
  expect(Number(left?.n)).toBe(0);
  expect(await readTrace(one.trace.trace_id)).toMatchObject({ tenant: null });
});
