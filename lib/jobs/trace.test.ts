import "#lib/jobs/test/own-database.ts";

import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { SpanKind } from "@opentelemetry/api";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { writeOutbox } from "#lib/jobs/outbox.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { waitFor } from "#lib/jobs/test/runs.ts";
import { listErrors } from "#lib/observability/traces/list-errors.ts";
import { listFailingJobs } from "#lib/observability/traces/list-failing-jobs.ts";
import { readTrace } from "#lib/observability/traces/read-trace.ts";
import { ListErrors, ListFailingJobs } from "#lib/observability/traces/views.ts";
import { currentTraceId, inSpan } from "#lib/observability/tracing/span.ts";
import { endTracing, startTracing } from "#lib/observability/tracing/start.ts";

const owner = postgres(ownDatabaseUrl, { max: 2, onnotice: () => {} });
const workers = new Set<ChildProcess>();

function startProcess(): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, "test/trace-worker.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      OTEL_SDK_DISABLED: "false",
      // So that every trace is a slow one, and is kept.
      TRACE_SLOW_REQUEST_MS: "1",
      TRACE_SLOW_JOB_MS: "1",
      NODE_COMPILE_CACHE: path.join(process.env.DATA_DIR ?? "", "compile-cache"),
    },
  });
  workers.add(child);
  child.once("exit", () => workers.delete(child));
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`A worker ended before it was ready (${code})`)));
  });
}

const ended = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });

beforeAll(async () => {
  await owner.unsafe(`
    create table trace_tries (run uuid not null, pid int not null);
    grant select, insert on trace_tries to cai_system`);
});
afterAll(async () => {
  await Promise.all([...workers].map((child) => ended(child, "SIGKILL")));
  await endTracing(5000);
  await owner.end();
  await closePools();
});

it("is one trace from the request over the outbox to the job, its retry, another process and what that sets off", async () => {
  const tenant = await makeTenant();
  startTracing("web");
  const doomed = await startProcess();
  const traceId = await inSpan("POST /api/things", { kind: SpanKind.SERVER }, async (span) => {
    span.setAttribute("http.response.status_code", 500);
    await withSystem((tx) =>
      writeOutbox(tx, { tenantId: tenant.id, name: "test/chain", data: { tenant_id: tenant.id } }),
    );
    return currentTraceId() ?? "";
  });
  await endTracing(5000);
  const tries = async () => (await owner`select pid from trace_tries`).map((row) => row.pid);
  await expect.poll(async () => (await tries()).length, { timeout: 60_000 }).toBe(2);
  await ended(doomed, "SIGKILL");
  const heir = await startProcess();
  await waitFor("chain", ([run]) => run?.status === "completed", 60_000);
  await waitFor("chained", ([run]) => run?.status === "completed", 30_000);
  await ended(heir, "SIGTERM");
  expect(await tries()).toEqual([doomed.pid, doomed.pid, heir.pid]);

  const kept = await readTrace(traceId);
  const byId = new Map(kept.spans.map((span) => [span.span_id, span]));
  const ours = kept.spans.filter((span) => !span.attributes["db.system.name"]);
  const paths = ours.map((span) => {
    const names = [span.name];
    for (let at = byId.get(span.parent_span_id ?? ""); at; at = byId.get(at.parent_span_id ?? ""))
      names.unshift(at.name);
    return names.join(" > ");
  });
  const request = "POST /api/things > outbox test/chain";
  expect([...new Set(paths)].sort()).toEqual(
    [
      "POST /api/things",
      request,
      `${request} > job chain`,
      `${request} > job chain > first`,
      `${request} > job chain > first > inner`,
      `${request} > job chain > second`,
      `${request} > job chain > tell`,
      `${request} > job chain > tell > outbox test/chained`,
      `${request} > job chain > tell > outbox test/chained > job chained`,
      `${request} > job chain > tell > outbox test/chained > job chained > mail`,
      `${request} > job chain > job asked`,
      `${request} > job chain > job asked > answer`,
    ].sort(),
  );
  expect(new Set(kept.spans.map((span) => span.service))).toEqual(new Set(["web", "job"]));
  const seconds = kept.spans.filter((span) => span.name === "second");
  // The first failed, the second was killed before it ended, the third is another process'.
  expect(seconds.map((span) => [span.status, span.attributes["job.attempt"]])).toEqual([
    ["error", 1],
    ["unset", 2],
  ]);
  expect(
    kept.spans.filter((span) => span.name === "job chain").map((span) => span.attributes["job.outcome"]),
  ).toEqual(expect.arrayContaining(["retried", "completed"]));
  expect(kept).toMatchObject({
    root_name: "POST /api/things",
    status: "error",
    reason: "error",
    tenant: { id: tenant.id },
  });
  expect(JSON.stringify(kept)).not.toMatch(/bob@|alice@|cai_0123/);

  const failing = await listFailingJobs(ListFailingJobs.parse({}));
  expect(failing.items).toMatchObject([
    {
      trace_id: traceId,
      function: "chain",
      step: "second",
      attempt: 1,
      final: false,
      tenant: { slug: tenant.slug },
    },
  ]);
  const { items } = await listErrors(ListErrors.parse({}));
  expect(items).toMatchObject([
    {
      job: "chain",
      service: "job",
      type: "Error",
      count: 1,
      last_trace_id: traceId,
      trace_kept: true,
      tenants: [{ id: tenant.id }],
    },
  ]);
  expect(items[0]?.fingerprint).toBe(failing.items[0]?.fingerprint);
  expect(JSON.stringify(items)).not.toMatch(/bob@|cai_0123/);
}, 240_000);
