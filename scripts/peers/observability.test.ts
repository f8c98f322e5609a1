import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { fileProcessRequested } from "#inngest/events.ts";
import { Installation } from "../../e2e/installation.ts";
import { Visitor } from "../../e2e/visitor.ts";
import { type StripeDouble, startStripeDouble } from "../stripe-double/server.ts";
import { type JaegerTrace, readTrace } from "./jaeger-trace.ts";
import { queriesOf, readDashboards } from "./monitoring.ts";
import { type OtlpSpan, sendSpans } from "./send-spans.ts";
import { aModel, buildJaeger, startTelemetryPeers, type TelemetryPeers } from "./telemetry-peers.ts";

/**
 * TEST_OBSERVABILITY=1: the product in two web and two job processes, traced into the shipped collector and Jaeger and
 * scraped by Prometheus with the shipped rules; then what traces, metrics and dashboards say of a real model's way.
 */
const jaeger =
  process.env.TEST_OBSERVABILITY === "1" ? await buildJaeger() : { missing: "TEST_OBSERVABILITY is not 1" };
if ("missing" in jaeger) console.log(`Skipped: ${jaeger.missing}`);

const PORT = 3464;
const OPERATOR = "operator-token-for-tests";
const METRICS = "metrics-token-for-tests";
/** What vitest's set-up sets for tests that run inside of it; the installation has a database and secrets of its own. */
const OF_THE_TESTS = [
  "DATABASE_URL",
  "DATABASE_POOL_SIZE",
  "CAI_EMBEDDED",
  "AUTH_SECRET",
  "MAIL_WEBHOOK_SECRET",
  "API_RATE_PER_SECOND",
  "API_RATE_BURST",
];
/** Stands in names and addresses that no span and no log line may carry. */
const PLANTED = "planted-7f3a";
const STEPS = ["extract_geometry", "classify_materials", "estimate_costs", "calculate_carbon"];
const UPLOAD = "POST /api/files/upload";
const ASKED = `outbox ${fileProcessRequested.name}`;

let peers: TelemetryPeers;
let stripe: StripeDouble;
let installation: Installation;
let tenant: { slug: string; apiKey: string };
let sql: postgres.Sql;
const seen = new Map<string, JaegerTrace>();

describe.skipIf("missing" in jaeger)("the product under its monitoring", () => {
  beforeAll(async () => {
    if ("missing" in jaeger) return;
    for (const name of OF_THE_TESTS) delete process.env[name];
    peers = await startTelemetryPeers(jaeger.binary, { port: PORT, metricsToken: METRICS });
    const secrets = { secretKey: "sk_test_double", webhookSecret: "whsec_double" };
    stripe = await startStripeDouble({
      ...secrets,
      webhookUrl: `http://localhost:${PORT}/api/webhooks/stripe`,
    });
    installation = await Installation.create(PORT, {
      WEB_PROCESSES: "2",
      LOG_LEVEL: "info",
      OPERATOR_TOKEN: OPERATOR,
      METRICS_TOKEN: METRICS,
      OTEL_SDK_DISABLED: "false",
      OTEL_EXPORTER_OTLP_ENDPOINT: peers.otlp,
      STRIPE_SECRET_KEY: secrets.secretKey,
      STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
      STRIPE_API_BASE: stripe.url,
    });
    await installation.start();
    tenant = await installation.createTenant("traced");
    sql = postgres(await installation.databaseUrl(), { max: 2, onnotice: () => {} });
  }, 600_000);
  afterAll(async () => {
    await sql?.end();
    await installation?.stop();
    await stripe?.close();
    await peers?.stop();
  }, 60_000);

  it("an upload is one trace: request, verb, SQL, store, outbox, the job in its process and its four steps", async () => {
    const { fileId, traceId } = await upload();
    await ended(fileId);
    const trace = await traceOf(traceId, [...STEPS, "job process-file"]);
    expect(trace.roots().map(({ name }) => name)).toEqual([UPLOAD]);
    expect(trace.adrift()).toEqual([]);
    const [root] = trace.roots();
    expect(root?.tags).toMatchObject({
      "span.kind": "server",
      "http.request.method": "POST",
      "http.route": "/api/files/upload",
      "http.response.status_code": 201,
    });
    expect(root?.tags["tenant.id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(pathsOf(trace, "put object")[0]?.slice(0, 2)).toEqual([UPLOAD, "upload-form"]);
    const [asked] = trace.named(ASKED);
    expect(asked?.tags["span.kind"]).toBe("producer");
    expect(trace.path(expectSpan(asked)).slice(0, 2)).toEqual([UPLOAD, "upload-form"]);
    const [job] = trace.named("job process-file");
    expect(job?.parentId).toBe(asked?.id);
    expect(job?.tags).toMatchObject({
      "span.kind": "consumer",
      "job.function": "process-file",
      "file.id": fileId,
    });
    expect([root?.process["service.component"], job?.process["service.component"]]).toEqual(["web", "job"]);
    expect(job?.process["process.pid"]).not.toBe(root?.process["process.pid"]);
    for (const step of STEPS) {
      const [span] = trace.named(step);
      expect(trace.path(expectSpan(span)).slice(-2), step).toEqual(["job process-file", step]);
      expect(span?.tags).toMatchObject({ "file.id": fileId, "job.attempt": 1 });
      const statements = trace.spans.filter(
        (one) => one.tags["db.system.name"] === "postgresql" && trace.path(one).includes(step),
      );
      expect(statements.length, `statements of ${step}`).toBeGreaterThan(0);
    }
    expect(pathsOf(trace, "get object").some((names) => names.includes("extract_geometry"))).toBe(true);
    expect(trace.named(/^(SELECT|INSERT|UPDATE) /).every(({ tags }) => tags["db.query.text"])).toBe(true);
  }, 180_000);

  it("stays one trace when a step fails, is tried again, and its process is killed in the middle", async () => {
    // What the step writes at its end fails the first time, and takes its time the second.
    await sql.unsafe(`
      create sequence planted_tries;
      create function planted_fault() returns trigger language plpgsql security definer as $$
        declare try bigint := nextval('planted_tries');
        begin
          if try = 1 then raise exception 'planted'; end if;
          if try = 2 then perform pg_sleep(12); end if;
          return null;
        end $$;
      create trigger planted_fault before insert on materials for each statement execute function planted_fault()`);
    const { fileId, traceId } = await upload();
    const step = "classify_materials";
    const attempts = async () => {
      const [row] = await sql`
        select s.status, s.attempts from processing_steps s join processing_runs r on r.id = s.run_id
        where r.file_id = ${fileId} and s.name = ${step}`;
      return row?.status === "running" ? Number(row.attempts) : 0;
    };
    await expect.poll(attempts, { timeout: 90_000, interval: 50 }).toBe(2);
    // What the first attempt left is exported by then, and the second sits in the database.
    await pause(6_000);
    const [worker] = await sql`
      select w.pid from job_runs r join job_workers w on w.id = r.owner
      where r.status = 'running' and r.function_id like '%process-file' and r.event->'data'->>'file_id' = ${fileId}`;
    const killed = Number(worker?.pid);
    process.kill(killed, "SIGKILL");
    await ended(fileId);
    const trace = await traceOf(traceId, STEPS);
    expect(trace.roots().map(({ name }) => name)).toEqual([UPLOAD]);
    const tried = trace.named(step);
    expect(tried.map(({ tags }) => [tags["job.attempt"], tags.error === true])).toEqual([
      [1, true],
      [expect.any(Number), false],
    ]);
    expect(tried[0]?.tags).toMatchObject({ "error.type": expect.any(String), "otel.status_code": "ERROR" });
    for (const span of tried) expect(trace.path(span)).toEqual(expect.arrayContaining([UPLOAD, ASKED]));
    expect(tried[1]?.process["process.pid"]).not.toBe(killed);
    for (const other of STEPS.filter((name) => name !== step))
      expect(trace.named(other), `${other} is done once`).toHaveLength(1);
    expect(trace.named("job process-file").map(({ tags }) => tags["job.outcome"])).toEqual(
      expect.arrayContaining(["retried", "completed"]),
    );
    // The line about the failed attempt came by OTLP, too, with its trace.
    expect(peers.collected()).toContain(`Trace ID: ${traceId}`);
  }, 240_000);

  it("a page is one trace with the proxy and its rendering", async () => {
    const trace = await traceOf(await page("/pricing"), ["proxy"], () => page("/pricing"));
    expect(trace.roots().map(({ name }) => name)).toEqual(["GET /pricing"]);
    expect(pathsOf(trace, "proxy")).toEqual([["GET /pricing", "proxy"]]);
    expect(pathsOf(trace, /^render /)).toEqual([["GET /pricing", "render /pricing"]]);
  }, 120_000);

  it("a search, a mail and an invoice at Stripe are spans of what asked for them", async () => {
    const estimate = await send("POST", "/api/cost-estimates", ESTIMATE);
    const indexed = await traceOf(estimate.traceId, ["index points"]);
    expect(pathsOf(indexed, "index points")[0]?.slice(0, 2)).toEqual([
      "POST /api/cost-estimates",
      "create-estimate",
    ]);
    expect(pathsOf(indexed, "index points")[0]).toContain("job index-estimate");
    const search = () => send("POST", "/api/cost-estimates/search-similar", ESTIMATE);
    const found = await traceOf(
      (await search()).traceId,
      ["search index"],
      async () => (await search()).traceId,
    );
    expect(pathsOf(found, "search index")[0]?.slice(0, 2)).toEqual([
      "POST /api/cost-estimates/search-similar",
      "search-similar",
    ]);
    const invited = await send("POST", "/api/invitations", {
      email: `${PLANTED}@example.test`,
      role: "viewer",
    });
    const mailed = await traceOf(invited.traceId, ["send mail"]);
    expect(pathsOf(mailed, "send mail")[0]?.[0]).toBe("POST /api/invitations");
    expect(pathsOf(mailed, "send mail")[0]).toContain("job send-mail");
    const run = await operate("/api/admin/generate-invoices", { period: lastMonth(), tenant: tenant.slug });
    const billed = await traceOf(run.traceId, [/^stripe POST \/v1\/invoices/]);
    const [path] = pathsOf(billed, /^stripe POST \/v1\/invoices/);
    expect(path?.[0]).toBe("POST /api/admin/generate-invoices");
    expect(path).toContain("job send-invoice");
    expect(billed.adrift()).toEqual([]);
  }, 240_000);

  it("the collector keeps what failed, was slow or sets off jobs, and a share of the rest", async () => {
    const kinds: Record<string, Partial<OtlpSpan>> = {
      plain: {},
      failed: { status: { code: 2 }, attributes: { "http.response.status_code": "500" } },
      slow: { lastsMs: 1_500 },
      asked: { attributes: { "trace.keep": "processing" } },
      processing: { kind: 1, attributes: { "processing.run_id": "a run" } },
      causes: { kind: 4 },
    };
    const sent = Object.entries(kinds).map(([kind, span]) => ({
      kind,
      ids: Array.from({ length: 40 }, () => randomBytes(16).toString("hex")),
      span,
    }));
    await sendSpans(
      peers.otlp,
      sent.flatMap(({ kind, ids, span }) => ids.map((traceId) => ({ traceId, name: kind, ...span }))),
    );
    // Longer than the collector's wait and both batches.
    await pause(9_000);
    const kept: Record<string, number> = {};
    for (const { kind, ids } of sent) {
      const traces = await Promise.all(ids.map((id) => readTrace(peers.jaeger, id)));
      kept[kind] = traces.filter(Boolean).length;
    }
    const { plain, ...others } = kept;
    expect(others).toEqual({ failed: 40, slow: 40, asked: 40, processing: 40, causes: 40 });
    expect(plain).toBeLessThan(20);
  }, 60_000);

  it("no span and no line carries names, addresses, keys or values of statements", () => {
    const told = `${JSON.stringify([...seen.values()].map(({ spans }) => spans))}\n${peers.collected()}`;
    expect(seen.size).toBeGreaterThan(4);
    for (const secret of [PLANTED, tenant.apiKey, METRICS, OPERATOR, "sk_test_double", "@example.test"])
      expect(told.includes(secret), secret).toBe(false);
  });

  it("Prometheus has samples of every metric, healthy rules, and an answer to every query of the dashboards", async () => {
    await provoke();
    await pause(8_000);
    await provoke();
    // Job processes add what they have counted every five seconds.
    await pause(10_000);
    const down = await query("up == 0");
    expect(down).toEqual([]);
    const text = await (
      await fetch(`http://127.0.0.1:${PORT}/api/metrics`, { headers: { authorization: `Bearer ${METRICS}` } })
    ).text();
    const families = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].map(([, name = "", type]) =>
      type === "histogram" ? `${name}_count` : name,
    );
    expect(families).toEqual(expect.arrayContaining(CONTRACT));
    const without: string[] = [];
    // The library's own, such as `nodejs_active_requests`, have samples only while there is something.
    for (const name of families.filter((one) => !one.startsWith("nodejs_")))
      if ((await query(name)).length === 0) without.push(name);
    expect(without).toEqual([]);

    const { groups } = Rules.parse(await ask("rules"));
    const rules = groups.flatMap((group) => group.rules);
    expect(
      rules.filter(({ health }) => health !== "ok").map(({ name, lastError }) => `${name}: ${lastError}`),
    ).toEqual([]);

    const empty: string[] = [];
    for (const { where, expr } of queriesOf(await readDashboards()))
      if (!(await query(expr)).some(Number.isFinite)) empty.push(`${where}: ${expr}`);
    expect(empty).toEqual([]);
  }, 300_000);

  it("Jaeger answers what the dashboard of traces asks", async () => {
    const dashboard = (await readDashboards()).find(({ file }) => file === "traces.json");
    const targets = dashboard?.panels.flatMap((panel) => panel.targets) ?? [];
    const searches = targets.flatMap((target) => Search.safeParse(target).data ?? []);
    expect(searches.length).toBeGreaterThan(1);
    for (const { service, tags, minDuration } of searches) {
      const asked = new URLSearchParams({ service, limit: "20" });
      if (minDuration) asked.set("minDuration", minDuration);
      if (tags) asked.set("tags", JSON.stringify(Object.fromEntries([tags.split("=")])));
      const found = await (await fetch(`${peers.jaeger}/api/traces?${asked}`)).json();
      expect(Found.parse(found).data.length, asked.toString()).toBeGreaterThan(0);
    }
    const { data } = Found.parse(
      await (await fetch(`${peers.jaeger}/api/dependencies?endTs=${Date.now()}&lookback=3600000`)).json(),
    );
    expect(data).toContainEqual(
      expect.objectContaining({ parent: "construction-ai-web", child: "construction-ai-job" }),
    );
  });
});

/** Metrics that others rely on; a histogram by its count. */
const CONTRACT = [
  "file_processing_total",
  "processing_time_seconds_count",
  "processing_step_seconds_count",
  "active_processes",
  "api_latency_seconds_count",
  "database_query_seconds_count",
  "errors_total",
  "storage_usage_bytes",
  "storage_quota_bytes",
  "archive_usage_bytes",
  "api_quota_remaining",
  "api_quota_limit",
  "qdrant_search_latency_seconds_count",
  "archival_files_total",
  "archival_last_run_timestamp_seconds",
  "trace_requests_total",
  "job_queue_depth",
  "job_queue_oldest_age_seconds",
  "job_runs_total",
  "job_run_seconds_count",
  "outbox_pending",
  "outbox_lag_seconds",
  "webhook_deliveries_total",
  "webhook_deliveries_due",
  "webhook_oldest_due_seconds",
  "invoice_run_last_success_timestamp_seconds",
  "invoice_run_last_duration_seconds",
  "invoice_run_invoices",
  "stripe_requests_total",
  "stripe_request_seconds_count",
  "mail_messages_total",
  "event_loop_lag_seconds_count",
  "database_pool_connections",
  "database_pool_waiting",
  "upload_bytes_total",
  "file_restores",
  "search_index_due",
  "search_index_lag_seconds",
  "web_vital_seconds_count",
  "web_vital_cls_count",
  "backup_last_success_timestamp_seconds",
  "tenants",
  "build_info",
];

const ESTIMATE = {
  materials: { "Concrete C30/37": { quantity: 10, unit: "m3" } },
  location: "US",
  labor_rate: 60,
  equipment_rate: 40,
  description: `${PLANTED} offices`,
};

/** Something of everything that the dashboards show. */
async function provoke(): Promise<void> {
  const { fileId } = await upload();
  await send("POST", "/api/cost-estimates", ESTIMATE);
  await send("POST", "/api/cost-estimates/search-similar", ESTIMATE);
  await send("GET", `/api/files/${fileId}`);
  await operate("/api/admin/archive-files", {});
  await operate("/api/admin/generate-invoices", { period: lastMonth() });
  const vitals = [
    ...["lcp", "inp", "ttfb", "fcp"].map((name) => ({ name, value: 120 })),
    { name: "cls", value: 0.02 },
  ];
  const told = await new Visitor(PORT, null).send("POST", "/api/web-vitals", {
    body: { path: "/pricing", vitals },
  });
  expect(told.status).toBeLessThan(300);
  await invoice();
  await ended(fileId);
}

/** A new organisation's first invoice, which goes to Stripe. */
async function invoice(): Promise<void> {
  const { slug } = await installation.createTenant(`billed-${Math.random().toString(36).slice(2, 8)}`);
  await operate("/api/admin/generate-invoices", { period: lastMonth(), tenant: slug });
}

async function upload(): Promise<{ fileId: string; traceId: string }> {
  const { bytes } = await aModel();
  const form = new FormData();
  form.set("file", new Blob([bytes]), `${PLANTED}.ifc`);
  const response = await installation.api(tenant, "/api/files/upload", { method: "POST", body: form });
  expect(response.status).toBe(201);
  const { file_id } = z.object({ file_id: z.uuid() }).parse(await response.json());
  return { fileId: file_id, traceId: response.headers.get("x-trace-id") ?? "" };
}

/** Waits until a file's processing has ended well. */
async function ended(fileId: string): Promise<void> {
  const status = async () => {
    const response = await installation.api(tenant, `/api/files/${fileId}`);
    return z.object({ status: z.string() }).parse(await response.json()).status;
  };
  await expect.poll(status, { timeout: 120_000, interval: 300 }).toBe("completed");
}

async function send(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; traceId: string }> {
  const response = await installation.api(tenant, path, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  });
  const text = await response.text();
  expect(response.status, `${path}: ${text.slice(0, 500)}`).toBeLessThan(400);
  return { status: response.status, traceId: response.headers.get("x-trace-id") ?? "" };
}

async function operate(path: string, body: object): Promise<{ status: number; traceId: string }> {
  const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${OPERATOR}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  expect(response.status, `${path}: ${text.slice(0, 500)}`).toBeLessThan(400);
  return { status: response.status, traceId: response.headers.get("x-trace-id") ?? "" };
}

/**
 * The trace once Jaeger has a span of each of these names. `repeat` asks once more, for requests of which only a share is
 * kept, and gives the new trace's id.
 */
async function traceOf(
  traceId: string,
  names: (string | RegExp)[],
  repeat?: () => Promise<string>,
): Promise<JaegerTrace> {
  const ids = [traceId];
  const deadline = Date.now() + 90_000;
  let last: JaegerTrace | null = null;
  while (Date.now() < deadline) {
    for (const id of ids) {
      const trace = await readTrace(peers.jaeger, id);
      last = trace ?? last;
      if (trace && names.every((name) => trace.named(name).length > 0)) {
        // What is still on its way, such as the end of the job around the last step.
        await pause(5_000);
        const whole = (await readTrace(peers.jaeger, id)) ?? trace;
        seen.set(id, whole);
        return whole;
      }
    }
    if (repeat) ids.push(await repeat());
    await pause(repeat ? 200 : 1_000);
  }
  throw new Error(
    `${ids[0]} lacks one of ${names}: ${last?.spans.map((span) => last?.path(span).join(" > ")).join("\n")}`,
  );
}

/** Loads a page of the root domain; the id of its trace. */
async function page(path: string): Promise<string> {
  const response = await fetch(`http://localhost:${PORT}${path}`);
  await response.arrayBuffer();
  return response.headers.get("x-trace-id") ?? "";
}

const pathsOf = (trace: JaegerTrace, name: string | RegExp) =>
  trace.named(name).map((span) => trace.path(span));

function expectSpan<T>(span: T | undefined): T {
  if (!span) throw new Error("The trace lacks the span");
  return span;
}

function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

const Vector = z.object({
  resultType: z.enum(["vector", "scalar"]),
  result: z.array(z.looseObject({ value: z.tuple([z.number(), z.string()]) })),
});
const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.looseObject({ name: z.string(), health: z.string(), lastError: z.string().optional() }),
      ),
    }),
  ),
});
const Search = z.object({
  queryType: z.literal("search"),
  service: z.string(),
  tags: z.string().optional(),
  minDuration: z.string().optional(),
});
const Found = z.object({ data: z.array(z.unknown()) });

/** Values that Prometheus has for an expression now. */
async function query(expr: string): Promise<number[]> {
  return Vector.parse(await ask(`query?${new URLSearchParams({ query: expr })}`)).result.map(({ value }) =>
    Number(value[1]),
  );
}

async function ask(what: string): Promise<unknown> {
  const answer = z
    .looseObject({ status: z.string(), error: z.string().optional(), data: z.unknown() })
    .parse(await (await fetch(`${peers.prometheus}/api/v1/${what}`)).json());
  if (answer.status !== "success") throw new Error(`${what}: ${answer.error}`);
  return answer.data;
}
