import "#lib/jobs/test/own-database.ts";

import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as metrics } from "#app/api/metrics/route.ts";
import { closePools, pool } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { functions } from "#inngest/functions/index.ts";
import { config } from "#lib/config/index.ts";
import { sampleMails } from "#lib/email/samples.ts";
import { sendMail } from "#lib/email/send.ts";
import { uploadForm } from "#lib/files/upload-form.ts";
import { route } from "#lib/http/route.ts";
import { call } from "#lib/http/testing/call.ts";
import { type Engine, startEngine } from "#lib/jobs/embedded/engine.ts";
import { DIMENSIONS } from "#lib/search/embedding/embed.ts";
import { ensureIndex } from "#lib/search/ensure-index.ts";
import { vectorIndex } from "#lib/search/index/index.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { forgetPlatform } from "./collect-platform.ts";
import { recordFact } from "./record-fact.ts";
import { startMetrics } from "./start.ts";
import { nameOf, samplesOf } from "./test/samples.ts";

const SAMPLE = "public/samples/sample-building.ifc";
const token = () => ({ authorization: `Bearer ${config().metricsToken}` });

let engine: Engine;
let own: { stop(): Promise<void> };
let ctx: Ctx;
let model: Buffer;
let text: string;
let samples: Map<string, number>;

beforeAll(async () => {
  own = startMetrics("web");
  engine = await startEngine({ client: inngest, schedules: false, functions, slots: 2, backoffMs: 200 });
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  model = await readFile(SAMPLE);
  await upload("sample.ifc", model);
  await upload("schedule.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"));
  await settled();
  const [mail] = sampleMails({
    organisation: "A",
    email: `a-${randomUUID()}@example.test`,
    webhookUrl: "https://hooks.example.test/in",
    problem: "",
  });
  if (mail) await sendMail(randomUUID(), { ...mail.mail, tenantId: null });
  await ensureIndex();
  await vectorIndex(ctx.tenant.id).search(new Float32Array(DIMENSIONS).fill(1), { limit: 1 });
  await call(broken, "GET");
  await recordFact("last_backup", { finished_at: "2026-11-28T03:00:00Z" });
  const answer = await call(metrics, "GET", { headers: token() });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  text = await answer.text();
  samples = samplesOf(text);
}, 120_000);
afterAll(async () => {
  await engine.stop();
  await own.stop();
  await closePools();
});

const broken = route({ summary: "Breaks", access: "anyone" }, async () => {
  throw new TypeError("as it happens");
});

async function upload(filename: string, content: Buffer): Promise<void> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(content)], filename));
  const probe = new Response(form);
  const body = Buffer.from(await probe.arrayBuffer());
  const headers = {
    "content-type": probe.headers.get("content-type") ?? "",
    "content-length": String(body.length),
  };
  const request = new Request("http://t.localhost/api/files/upload", { method: "POST", headers, body });
  await uploadForm(ctx, request);
}

/** Nothing is under way or waits any more. */
async function settled(): Promise<void> {
  const end = Date.now() + 80_000;
  for (;;) {
    const [row] = await pool("cai_system").sql<{ open: number; ended: number }[]>`
      select (select count(*)::int from job_runs where finished_at is null) + (select count(*)::int from outbox where delivered_at is null) as open,
        (select count(*)::int from processing_runs where status <> 'running') as ended`;
    if (row?.open === 0 && row.ended === 2) return;
    if (Date.now() > end) throw new Error("The jobs did not come to their end in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** All that MONITORING's rules, dashboards and docs/metrics.md rely on, with the labels that each has. */
const CONTRACT: Record<string, string[]> = {
  file_processing_total: ["tenant_id", "file_type", "status"],
  processing_time_seconds: ["file_type"],
  processing_step_seconds: ["step", "status"],
  active_processes: ["process_type"],
  api_latency_seconds: ["endpoint", "method", "status"],
  database_query_seconds: ["query_type"],
  errors_total: ["error_type", "service"],
  storage_usage_bytes: ["tenant_id"],
  storage_quota_bytes: ["tenant_id"],
  archive_usage_bytes: ["tenant_id"],
  api_quota_remaining: ["tenant_id"],
  api_quota_limit: ["tenant_id"],
  qdrant_search_latency_seconds: ["backend"],
  archival_files_total: ["class", "status"],
  archival_last_run_timestamp_seconds: ["status"],
  trace_requests_total: [],
  job_queue_depth: ["function"],
  job_queue_oldest_age_seconds: ["function"],
  job_runs_total: ["function", "status"],
  job_run_seconds: ["function"],
  outbox_pending: [],
  outbox_lag_seconds: [],
  webhook_deliveries_total: ["status"],
  webhook_deliveries_due: [],
  webhook_oldest_due_seconds: [],
  invoice_run_last_success_timestamp_seconds: [],
  invoice_run_last_duration_seconds: [],
  invoice_run_invoices: ["status"],
  stripe_requests_total: ["operation", "status"],
  stripe_request_seconds: ["operation"],
  mail_messages_total: ["status"],
  nodejs_eventloop_lag_seconds: ["process"],
  event_loop_lag_seconds: ["process"],
  database_pool_connections: ["role", "state"],
  database_pool_waiting: ["role"],
  upload_bytes_total: ["method"],
  file_restores: ["status"],
  search_index_due: [],
  search_index_lag_seconds: [],
  web_vital_seconds: ["name", "route"],
  web_vital_cls: ["route"],
  backup_last_success_timestamp_seconds: [],
  tenants: ["plan"],
  build_info: ["version"],
  metrics_collect_errors_total: ["part", "process"],
};

describe("what Prometheus is told after some activity", () => {
  it.each(Object.entries(CONTRACT))("has samples of %s with the labels %j", (name, labels) => {
    const type = new RegExp(`^# TYPE ${name} (\\w+)$`, "m").exec(text)?.[1];
    const own = type === "histogram" ? `${name}_count` : name;
    const found = [...samples.keys()].filter((sample) => nameOf(sample) === own);
    expect(found).not.toEqual([]);
    for (const sample of found)
      expect([...sample.matchAll(/(\w+)="/g)].map(([, label]) => label).sort()).toEqual([...labels].sort());
    expect(new RegExp(`^# HELP ${name} \\S`, "m").test(text)).toBe(true);
  });

  it("counts what has happened", () => {
    const tenant = ctx.tenant.id;
    const expected: Record<string, number> = {
      [`file_processing_total{tenant_id="${tenant}",file_type="ifc",status="completed"}`]: 1,
      [`file_processing_total{tenant_id="${tenant}",file_type="pdf",status="failed"}`]: 1,
      'processing_time_seconds_count{file_type="ifc"}': 1,
      'processing_step_seconds_count{step="extract_geometry",status="completed"}': 1,
      'processing_step_seconds_count{step="extract_geometry",status="failed"}': 1,
      'processing_step_seconds_count{step="calculate_carbon",status="completed"}': 1,
      'job_runs_total{function="process-file",status="completed"}': 1,
      'job_runs_total{function="process-file",status="failed"}': 1,
      'job_run_seconds_count{function="process-file"}': 2,
      'active_processes{process_type="file_processing"}': 0,
      'active_processes{process_type="job"}': 0,
      'errors_total{error_type="TypeError",service="api"}': 1,
      'errors_total{error_type="other",service="processing"}': 0,
      'mail_messages_total{status="sent"}': 1,
      'qdrant_search_latency_seconds_count{backend="embedded"}': 1,
      'api_latency_seconds_count{endpoint="other",method="GET",status="500"}': 1,
      'job_queue_depth{function="process-file"}': 0,
      outbox_pending: 0,
      backup_last_success_timestamp_seconds: Date.parse("2026-11-28T03:00:00Z") / 1000,
      'tenants{plan="pro"}': 1,
    };
    const asLabelled = new Map([...samples].map(([sample, value]) => [sorted(sample), value]));
    for (const [sample, value] of Object.entries(expected))
      expect([sample, asLabelled.get(sorted(sample))]).toEqual([sample, value]);
    const bytes = samples.get('upload_bytes_total{method="form"}') ?? 0;
    expect(bytes).toBeGreaterThan(model.length);
    expect(samples.get(`storage_usage_bytes{tenant_id="${tenant}"}`)).toBe(bytes);
    expect(asLabelled.get(sorted('database_query_seconds_count{query_type="insert"}'))).toBeGreaterThan(10);
  });

  it("names no path, and nobody", () => {
    expect(text).not.toContain(ctx.tenant.slug);
    expect(text).not.toContain("example.test");
    expect([...text.matchAll(/endpoint="([^"]*)"/g)].map(([, endpoint]) => endpoint)).not.toContain("/api");
  });

  it("passes promtool", (context) => {
    const { error, status, stderr, stdout } = spawnSync("promtool", ["check", "metrics"], { input: text });
    if (error) return context.skip("promtool is not installed (Debian: prometheus)");
    expect(`${stdout}${stderr}`).toBe("");
    expect(status).toBe(0);
  });
});
const sorted = (sample: string): string =>
  `${nameOf(sample)}{${[...sample.matchAll(/\w+="[^"]*"/g)]
    .map(([label]) => label)
    .sort()
    .join()}}`;

describe("the way to it", () => {
  it("is the token of Prometheus alone", async () => {
    for (const authorization of ["", "Bearer ", `Bearer ${config().operatorToken}`])
      expect((await call(metrics, "GET", { headers: { authorization } })).status).toBe(404);
  });

  it("tells of the process that answers while the database is away", async () => {
    const { database } = config();
    if (!database) throw new Error("There is no database to be away");
    const { url } = database;
    await engine.stop();
    await closePools();
    database.url = "postgres://nobody:x@127.0.0.1:1/nothing";
    forgetPlatform();
    try {
      const answer = await call(metrics, "GET", { headers: token() });
      expect(answer.status).toBe(200);
      const away = samplesOf(await answer.text());
      expect(away.get('active_processes{process_type="job"}')).toBe(0);
      expect([...away.keys()].map(nameOf)).not.toContain("mail_messages_total");
      for (const part of ["counts", "processes", "tenants"]) {
        const failed = [...away].filter(([sample]) =>
          sample.startsWith(`metrics_collect_errors_total{part="${part}"`),
        );
        expect(failed.map(([, value]) => value)).toEqual([1]);
      }
    } finally {
      await closePools();
      database.url = url;
    }
  }, 60_000);
});
