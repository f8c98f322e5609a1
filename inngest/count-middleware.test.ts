import { createHmac } from "node:crypto";
import { Inngest, NonRetriableError } from "inngest";
import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { serveFunctions } from "#lib/jobs/handler.ts";
import { logger } from "#lib/observability/logger.ts";
import { instruments } from "#lib/observability/metrics/instruments.ts";
import { takeCounts } from "#lib/observability/metrics/take-counts.ts";
import { ProcessingFailure } from "#lib/processing/run-step.ts";
import { CountJobs } from "./count-middleware.ts";
import { CarryTraces, TraceJobs } from "./trace-middleware.ts";

const KEY = "ab".repeat(32);
const client = new Inngest({
  id: "construction-ai",
  isDev: false,
  eventKey: "k",
  signingKey: `signkey-test-${KEY}`,
  logger: logger(),
  checkpointing: false,
  middleware: [TraceJobs, CountJobs, CarryTraces],
});
let underWay: number | undefined;
const work = client.createFunction(
  { id: "send-mail", retries: 1, triggers: [{ event: "test/work" }], onFailure: () => {} },
  async ({ event, step }) => {
    underWay = (await instruments().active.get()).values.find((v) => v.labels.process_type === "job")?.value;
    if (event.data.how === "refuses")
      throw new NonRetriableError("no", { cause: new ProcessingFailure("no", "no") });
    await step.run("try", () => {
      if (event.data.how === "fails") throw new RangeError("no");
    });
    return "done";
  },
);
const handler = serveFunctions(client, [work]);

interface Asked {
  how?: string;
  name?: string;
  attempt?: number;
  steps?: Record<string, unknown>;
  runId?: string;
  failure?: boolean;
  key?: string;
}

/** One of the calls that Inngest makes; its status. */
async function ask({ how, name = "test/work", attempt = 0, steps = {}, runId = "r", ...more }: Asked) {
  const event = { name, data: { how, error: { name: "Error", message: "no" }, event: { name, data: {} } } };
  const stack = Object.keys(steps);
  const ctx = {
    run_id: runId,
    attempt,
    max_attempts: 2,
    use_api: false,
    stack: { stack, current: stack.length },
  };
  const body = JSON.stringify({ version: 2, event, events: [event], steps, ctx }, sorted);
  const at = Math.round(Date.now() / 1000);
  const signature = createHmac("sha256", more.key ?? KEY)
    .update(body)
    .update(String(at))
    .digest("hex");
  const id = `construction-ai-send-mail${more.failure ? "-failure" : ""}`;
  const response = await handler(
    new Request(`http://app.test/api/inngest?fnId=${id}&stepId=step`, {
      method: "POST",
      headers: {
        host: "app.test",
        "content-type": "application/json",
        "x-inngest-signature": `t=${at}&s=${signature}`,
      },
      body,
    }),
  );
  const answered: unknown = await response.json();
  return { status: response.status, answered };
}

/** A signature is over the body with its keys in order. */
const sorted = (_key: string, value: unknown) =>
  z.record(z.string(), z.unknown()).safeParse(value).success
    ? Object.fromEntries(Object.entries(Object(value)).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What was counted since the last time, without durations. */
const counts = async () =>
  Object.fromEntries(
    (await takeCounts())
      .filter(({ name }) => /^(job_|errors_)/.test(name))
      .map(({ name, labels, values }) => [[name, ...Object.values(labels)].join(" "), values.at(-1)]),
  );

beforeEach(() => void takeCounts());

it("counts a run once, when it ends, with its age where its id tells that", async () => {
  const first = await ask({});
  expect(first.status).toBe(206);
  expect(underWay).toBe(1);
  expect(await counts()).toEqual({});
  const [step] = Steps.parse(first.answered);
  const steps = { [step?.id ?? ""]: { type: "data", data: null } };
  // Made in 2016.
  expect((await ask({ steps, runId: "01ARYZ6S41TSV4RRFFQ69G5FAV" })).status).toBe(200);
  const taken = await takeCounts();
  const seconds = taken.find(({ name }) => name === "job_run_seconds")?.values.at(-2);
  expect(seconds).toBeCloseTo((Date.now() - 1469918176385) / 1000, -1);
  expect(taken.find(({ name }) => name === "job_runs_total")).toMatchObject({
    labels: { function: "send-mail", status: "completed" },
    values: [1],
  });
  expect((await instruments().active.get()).values).toContainEqual({
    labels: { process_type: "job" },
    value: 0,
  });
});

it("counts each failed attempt of a step by its part of the product, and the run when it fails for good", async () => {
  const failed = await ask({ how: "fails" });
  expect(failed.status).toBe(206);
  expect(await counts()).toEqual({ "errors_total RangeError mail": 1 });
  const [step] = Steps.parse(failed.answered);
  const error = { name: "RangeError", message: "no" };
  const steps = { [step?.id ?? ""]: { type: "error", error } };
  expect((await ask({ how: "fails", attempt: 1, steps })).status).toBe(400);
  expect(await counts()).toEqual({ "job_runs_total send-mail failed": 1 });
});

it("counts a model that is refused as a failed run and no error of ours, and what a failure sets off by itself", async () => {
  expect((await ask({ how: "refuses" })).status).toBe(400);
  expect(await counts()).toEqual({ "job_runs_total send-mail failed": 1 });
  await ask({ name: "inngest/function.failed", failure: true });
  expect(await counts()).toEqual({ "job_runs_total send-mail-failure completed": 1 });
});

it("counts nothing that Inngest has not signed", async () => {
  expect((await ask({ how: "refuses", key: "cd".repeat(32) })).status).toBe(401);
  expect(await counts()).toEqual({});
});

const Steps = z.array(z.object({ id: z.string() }));
