import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { SpanKind } from "@opentelemetry/api";
import { Inngest, invoke } from "inngest";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { closePools, pool } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { inngest } from "#inngest/client.ts";
import { CarryTraces, TraceJobs } from "#inngest/trace-middleware.ts";
import { inSpan, traceparent } from "#lib/observability/tracing/span.ts";
import type { ReceivedSpan } from "#lib/observability/tracing/testing/otlp-receiver.ts";
import { traced } from "#lib/observability/tracing/testing/traced.ts";
import { startEngine } from "./embedded/engine.ts";
import { describeFunctions } from "./embedded/functions.ts";
import { Queue } from "./embedded/queue.ts";
import { Schedules } from "./embedded/schedules.ts";
import { serveFunctions } from "./handler.ts";
import { emitAll, writeOutbox } from "./outbox.ts";
import { send, waitFor } from "./test/runs.ts";

afterAll(closePools);

const named = (spans: ReceivedSpan[], name: string) => spans.filter((span) => span.name === name);
const one = (spans: ReceivedSpan[], name: string): ReceivedSpan => {
  const [span, ...more] = named(spans, name);
  if (!span || more.length > 0) throw new Error(`There are ${more.length + (span ? 1 : 0)} spans ${name}`);
  return span;
};

it("lets what a schedule sets off begin traces of its own, linked to the schedule's, which goes on over its pauses", async () => {
  const part = inngest.createFunction({ id: "part", triggers: [invoke(z.object({}))] }, async ({ step }) =>
    step.run("share", () => 1),
  );
  const nightly = inngest.createFunction(
    { id: "nightly", triggers: [{ cron: "* * * * *" }] },
    async ({ step }) => {
      await step.run("announce", async () => {
        await withSystem((tx) => writeOutbox(tx, { tenantId: null, name: "test/one", data: {} }));
      });
      await step.sleep("rest", "1s");
      await step.invoke("batch", { function: part, data: {} });
      await step.run("close", () => 2);
    },
  );
  const heard = inngest.createFunction(
    { id: "heard", triggers: [{ event: "test/one" }] },
    async ({ step }) => {
      await step.sendEvent("tell", { name: "test/two", data: {} });
    },
  );
  const further = inngest.createFunction({ id: "further", triggers: [{ event: "test/two" }] }, async () => 3);
  const functions = [part, nightly, heard, further];
  const { spans } = await traced(async () => {
    const engine = await startEngine({ client: inngest, functions, slots: 4, schedules: false });
    const queue = new Queue();
    await queue.start();
    await new Schedules(describeFunctions(inngest, functions)).startDue(pool("cai_system").sql, queue);
    for (const id of ["nightly", "part", "heard", "further"])
      await waitFor(id, ([run]) => run?.status === "completed", 30_000);
    await queue.stop();
    await engine.stop();
  });
  const all = spans();
  const trace = one(all, "announce").traceId;
  const stretches = named(all, "job nightly");
  expect(stretches.length).toBeGreaterThanOrEqual(2);
  expect(new Set(stretches.map((span) => span.traceId))).toEqual(new Set([trace]));
  expect(one(all, "close").traceId).toBe(trace);
  for (const job of ["job heard", "job part"]) {
    const span = one(all, job);
    expect(span).toMatchObject({ parentSpanId: null, links: [trace] });
    expect(span.traceId).not.toBe(trace);
  }
  // From there on it is one trace again.
  expect(one(all, "job further")).toMatchObject({ traceId: one(all, "job heard").traceId, links: [] });
  // What the engine itself does in the database is in none of them.
  expect(all.filter((span) => /job_|pgboss/.test(String(span.attributes["db.query.text"])))).toEqual([]);
  expect(all.filter((span) => span.name.startsWith("inngest"))).toEqual([]);
}, 60_000);

it("links many events that are announced at once, and goes on in few", async () => {
  const many = inngest.createFunction({ id: "many", triggers: [{ event: "file/archived" }] }, async () => 1);
  const events = (n: number) =>
    Array.from({ length: n }, () => ({
      name: "file/archived" as const,
      data: { tenant_id: randomUUID(), file_id: randomUUID() },
    }));
  const { spans } = await traced(async () => {
    const engine = await startEngine({ client: inngest, functions: [many], slots: 8, schedules: false });
    for (const n of [3, 21])
      await inSpan(`POST /api/${n}`, { kind: SpanKind.SERVER }, () =>
        withSystem((tx) => emitAll(tx, events(n))),
      );
    await waitFor(
      "many",
      (all) => all.length === 24 && all.every((run) => run.status === "completed"),
      20_000,
    );
    await engine.stop();
  });
  const all = spans();
  const [few, lots] = [one(all, "POST /api/3").traceId, one(all, "POST /api/21").traceId];
  const jobs = named(all, "job many");
  expect(jobs.filter((span) => span.traceId === few)).toHaveLength(3);
  const linked = jobs.filter((span) => span.links.includes(lots));
  expect(new Set(linked.map((span) => span.traceId)).size).toBe(21);
  expect(linked.filter((span) => span.parentSpanId !== null || span.traceId === lots)).toEqual([]);
}, 40_000);

it("goes on where Inngest drives: each of its calls is a stretch of the job in the trace that the event carries", async () => {
  const sent: { name: string; data: Record<string, unknown> }[] = [];
  const client = new Inngest({
    id: "construction-ai",
    isDev: true,
    eventKey: "k",
    middleware: [TraceJobs, CarryTraces],
    checkpointing: false,
    fetch: async (_url, init) => {
      sent.push(
        ...z
          .array(z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) }))
          .parse(JSON.parse(String(init?.body))),
      );
      return Response.json({ ids: sent.map(() => "id"), status: 200 });
    },
  });
  let seen: unknown;
  const remote = client.createFunction(
    { id: "remote", triggers: [{ event: "test/remote" }] },
    async ({ event, step }) => {
      seen = event.data;
      await step.run("work", () => "worked");
      await step.sendEvent("tell", { name: "test/told", data: { a: 1 } });
    },
  );
  const handler = serveFunctions(client, [remote]);
  let carried: string | null = null;
  const { spans } = await traced(async () => {
    await inSpan("POST /api/remote", { kind: SpanKind.SERVER }, async () => {
      carried = traceparent();
    });
    const event = { name: "test/remote", data: { n: 1, _traceparent: carried } };
    const steps: Record<string, unknown> = {};
    for (let call = 0; call < 3; call++) {
      const response = await handler(
        new Request("http://app.test/api/inngest?fnId=construction-ai-remote&stepId=step", {
          method: "POST",
          headers: { host: "app.test", "content-type": "application/json" },
          body: JSON.stringify({
            ctx: { attempt: 0, run_id: "r", stack: { stack: Object.keys(steps), current: call } },
            event,
            events: [event],
            steps,
            version: 2,
          }),
        }),
      );
      if (response.status !== 206) continue;
      for (const op of z.array(z.object({ id: z.string(), data: z.unknown() })).parse(await response.json()))
        steps[op.id] = { type: "data", data: op.data };
    }
  });
  const all = spans();
  const request = one(all, "POST /api/remote");
  expect(seen).toEqual({ n: 1 });
  const stretches = named(all, "job remote");
  expect(stretches.map((span) => span.attributes["job.resumed"]).sort()).toEqual([false, true, true]);
  for (const span of stretches)
    expect(span).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
  expect(stretches.map((span) => span.spanId)).toContain(one(all, "work").parentSpanId);
  const [told] = sent;
  expect(told).toMatchObject({ name: "test/told", data: { a: 1 } });
  expect(told?.data._traceparent).toContain(one(all, "tell").spanId);
}, 40_000);

it("starts no trace where there is none", async () => {
  const quiet = inngest.createFunction({ id: "quiet", triggers: [{ event: "test/quiet" }] }, async () => 1);
  const engine = await startEngine({ client: inngest, functions: [quiet], slots: 1, schedules: false });
  await send("test/quiet");
  const [run] = await waitFor("quiet", ([first]) => first?.status === "completed");
  expect(run?.traceparent).toBeNull();
  await engine.stop();
});
