import "#lib/jobs/test/own-database.ts";

import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SpanKind } from "@opentelemetry/api";
import { and, eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { processingRuns } from "#db/schema/files.ts";
import { withSystem, withTenant } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { uploadForm } from "#lib/files/upload-form.ts";
import { ownDatabaseUrl } from "#lib/jobs/test/own-database.ts";
import { currentTraceId, inSpan } from "#lib/observability/tracing/span.ts";
import { endTracing, startTracing } from "#lib/observability/tracing/start.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { listErrors } from "./list-errors.ts";
import { listFailingJobs } from "./list-failing-jobs.ts";
import { readTimeline } from "./read-timeline.ts";
import { readTrace } from "./read-trace.ts";
import { ListErrors, ListFailingJobs, Timeline } from "./views.ts";

const owner = postgres(ownDatabaseUrl, { max: 2, onnotice: () => {} });
const workers = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...workers].map((child) => end(child, "SIGKILL")));
  await endTracing(5000);
  await owner.end();
  await closePools();
});

function startProcess(): Promise<ChildProcess> {
  const child = fork(path.resolve("lib/jobs/test/trace-worker.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      OTEL_SDK_DISABLED: "false",
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

const end = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });

/** Uploads as a request does, and tells the file and the request's trace. */
async function upload(
  ctx: Ctx,
  filename: string,
  content: Buffer,
): Promise<{ fileId: string; traceId: string }> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(content)], filename));
  const probe = new Response(form);
  const body = Buffer.from(await probe.arrayBuffer());
  const headers = {
    "content-type": probe.headers.get("content-type") ?? "",
    "content-length": String(body.length),
  };
  const request = new Request("http://t.localhost/api/files/upload", { method: "POST", headers, body });
  const attributes = { "http.response.status_code": 201 };
  return inSpan("POST /api/files/upload", { kind: SpanKind.SERVER, attributes }, async () => ({
    fileId: (await uploadForm(ctx, request)).file_id,
    traceId: currentTraceId() ?? "",
  }));
}

it("tells a file's runs from their spans: an attempt whose process was killed, the one that took over, and a model that cannot be read", async () => {
  startTracing("web");
  const ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
  const good = await upload(ctx, "secret name.ifc", await readFile("public/samples/sample-building.ifc"));
  const timeline = async (fileId: string) => {
    const read = await readTimeline(ctx, fileId);
    expect(Timeline.parse(read)).toEqual(read);
    return read.runs[0];
  };
  expect(await timeline(good.fileId)).toMatchObject({ status: "running", trace_id: null });

  // Held, its row keeps the first step's attempt open until its process is dead.
  const held = await owner.reserve();
  await held`begin`;
  await held`select 1 from files where id = ${good.fileId} for update`;
  const doomed = await startProcess();
  await expect
    .poll(async () => (await timeline(good.fileId))?.steps[0]?.attempts, { timeout: 60_000 })
    .toMatchObject([{ number: 1, status: "running", duration_ms: null }]);
  await end(doomed, "SIGKILL");
  await held`rollback`;
  held.release();
  const bad = await upload(ctx, "d.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"));
  await endTracing(5000);
  const heir = await startProcess();
  for (const { fileId } of [good, bad])
    await expect.poll(async () => (await timeline(fileId))?.status, { timeout: 90_000 }).not.toBe("running");
  await end(heir, "SIGTERM");

  const done = await timeline(good.fileId);
  expect(done).toMatchObject({ status: "completed", trace_id: good.traceId });
  expect(done?.steps.map(({ name, status }) => [name, status])).toEqual([
    ["extract_geometry", "completed"],
    ["classify_materials", "completed"],
    ["estimate_costs", "completed"],
    ["calculate_carbon", "completed"],
  ]);
  expect(done?.steps.map((step) => step.attempts.map(({ number, status }) => [number, status]))).toEqual([
    [
      [1, "interrupted"],
      [2, "completed"],
    ],
    [[1, "completed"]],
    [[1, "completed"]],
    [[1, "completed"]],
  ]);
  const [killed, repeated] = done?.steps[0]?.attempts ?? [];
  expect(killed?.duration_ms).toBeNull();
  expect(repeated?.duration_ms).toBeGreaterThan(0);
  // The step took from its first attempt to the end of its last, the wait for another process included.
  expect(done?.steps[0]?.duration_ms).toBeGreaterThan((repeated?.duration_ms ?? 0) + 1000);

  const failed = await timeline(bad.fileId);
  expect(failed).toMatchObject({ status: "failed", trace_id: bad.traceId });
  expect(failed?.steps[0]).toMatchObject({
    status: "failed",
    attempts: [{ status: "failed", error_type: "pdf_damaged" }],
  });
  expect(failed?.steps[0]?.attempts[0]?.error_message).toMatch(/\.$/);

  // A model that cannot be processed is no failure of the platform.
  expect((await listFailingJobs(ListFailingJobs.parse({}))).items).toEqual([]);
  expect((await listErrors(ListErrors.parse({}))).items).toEqual([]);
  const trace = await readTrace(bad.traceId);
  expect(trace).toMatchObject({ reason: "processing", status: "ok", file_id: bad.fileId });
  expect(trace.spans.find((span) => span.name === "extract_geometry")).toMatchObject({
    status: "error",
    attributes: { "processing.outcome": "failed", "processing.code": "pdf_damaged" },
  });

  // The request, the job in both processes and its steps are one trace, which names neither file nor values.
  const whole = await readTrace(good.traceId);
  expect(whole).toMatchObject({
    reason: "processing",
    root_name: "POST /api/files/upload",
    file_id: good.fileId,
  });
  const parentOf = (name: string) => {
    const span = whole.spans.find((one) => one.name === name);
    return whole.spans.find((one) => one.span_id === span?.parent_span_id)?.name;
  };
  expect(parentOf("job process-file")).toBe("outbox file/process.requested");
  for (const step of done?.steps ?? []) expect(parentOf(step.name)).toBe("job process-file");
  expect(JSON.stringify(whole)).not.toContain("secret name");

  // The audit log names the same trace.
  const told = await withSystem((tx) =>
    tx
      .select({ traceId: auditLogs.traceId })
      .from(auditLogs)
      .where(and(eq(auditLogs.targetId, good.fileId), eq(auditLogs.action, "file.processing_started"))),
  );
  expect(told).toEqual([{ traceId: good.traceId }]);

  // Somebody else's is not there, nor its rows.
  const stranger = await systemCtx((await makeTenant()).id);
  await expect(readTimeline(stranger, good.fileId)).rejects.toMatchObject({ code: "file_not_found" });
  const seen = (tenantId: string) => withTenant(tenantId, (tx) => tx.execute("select 1 from step_attempts"));
  expect(await seen(stranger.tenant.id)).toHaveLength(0);
  expect(await seen(ctx.tenant.id)).toHaveLength(6);

  // The attempts go with their run.
  await withSystem((tx) => tx.delete(processingRuns).where(eq(processingRuns.fileId, good.fileId)));
  expect(await seen(ctx.tenant.id)).toHaveLength(1);
}, 300_000);
