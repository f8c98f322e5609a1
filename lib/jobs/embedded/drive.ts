import type postgres from "postgres";
import { z } from "zod";
import type { RunError } from "#db/schema/jobs.ts";
import { carriedTrace, goesOn, takingUp } from "#lib/jobs/carried-trace.ts";
import { countFailure } from "#lib/jobs/count-failure.ts";
import type { ServedHandler } from "#lib/jobs/handler.ts";
import { inJobSpan, type JobOutcome, jobName, noteFailure } from "#lib/jobs/job-span.ts";
import { logger } from "#lib/observability/logger.ts";
import { countTrace, recordJobRun } from "#lib/observability/metrics/record.ts";
import { counted } from "./count-run.ts";
import { type FunctionSpec, type FunctionSpecs, matchIn, placesOf, valueAt } from "./functions.ts";
import { tenantOf } from "./ids.ts";
import { type Answer, callFunction, type Op, timeAfter, toRunError } from "./protocol.ts";
import type { Queue } from "./queue.ts";
import {
  Fenced,
  finishRun,
  type HeldRun,
  isOutage,
  keepTrace,
  parkRun,
  releaseRun,
  suspendRun,
} from "./runs.ts";
import { holdStep, invokeStep, loadSteps, type StepRecord, type Steps, settleStep } from "./steps.ts";

/** What a worker drives its runs with. */
export interface Driver {
  sql: postgres.Sql;
  queue: Queue;
  handler: ServedHandler;
  specs: FunctionSpecs;
  /** First pause before a retry; each further one is twice as long, up to ten minutes, give or take a fifth. */
  backoffMs: number;
  /** True once the worker ends: runs are handed back between two steps. */
  stopping(): boolean;
}

/** Takes a run on from what it remembers until it ends, waits, or is somebody else's. */
export async function driveRun(driver: Driver, run: HeldRun): Promise<void> {
  const spec = driver.specs.get(run.functionId);
  if (!spec) return park(driver, run);
  const { functionId, event, attempt } = run;
  let lost: Fenced | null = null;
  await takingUp(run.traceparent, (links) =>
    inJobSpan({ functionId, runId: run.id, event, attempt, resumed: run.fence > 1, links }, async (job) => {
      try {
        if (job.here && !goesOn(run.traceparent)) {
          countTrace();
          await keepTrace(driver.sql, run, job.here);
        }
        return await counted(run, () => driveToItsEnd(driver, spec, run));
      } catch (error) {
        if (!(error instanceof Fenced)) throw error;
        lost = error;
        return "taken_over";
      }
    }),
  );
  if (lost) throw lost;
}

async function driveToItsEnd(driver: Driver, spec: FunctionSpec, run: HeldRun): Promise<JobOutcome> {
  try {
    return await goOn(driver, spec, run);
  } catch (error) {
    if (error instanceof Fenced || isOutage(error)) throw error;
    // Neither the function nor the database: an answer that cannot be read or kept. It must not be tried for ever.
    return rejected(driver, spec, run, await loadSteps(driver.sql, run), {
      kind: "rejected",
      error: toRunError(error),
      retry: true,
      retryAfter: null,
    });
  }
}

async function goOn(driver: Driver, spec: FunctionSpec, run: HeldRun): Promise<JobOutcome> {
  let steps = await loadSteps(driver.sql, run);
  while (!driver.stopping()) {
    if (unsettled(steps).length > 0) steps = await loadSteps(driver.sql, run);
    const answer = await callFunction(driver.handler, run, steps, {
      attempt: run.attempt,
      maxAttempts: spec.maxAttempts,
      // A step that is tried again has an attempt count of its own, so it is called by name.
      planOnly: unsettled(steps).some((s) => s.status === "retrying"),
    });
    if (answer.kind === "completed") {
      const ended = { status: "completed" as const, output: answer.output };
      await insist(driver, () => finishRun(driver.sql, driver.queue, run, ended, spec.failureId));
      return "completed";
    }
    if (answer.kind === "rejected") return rejected(driver, spec, run, steps, answer);
    const unknown = answer.ops.find((op) => !KNOWN_OPS.has(op.op));
    if (unknown)
      return fail(driver, spec, run, {
        name: "UnsupportedStep",
        message: `The embedded jobs engine does not offer this step (${unknown.op}). Configure Inngest to use it.`,
      });
    if (await takeOps(driver, spec, run, steps, answer)) continue;
    const wakes = unsettled(steps).flatMap((s) => (s.wakeAt ? [s.wakeAt.getTime()] : []));
    const wakeAt = wakes.length > 0 ? new Date(Math.min(...wakes)) : null;
    if (
      await insist(driver, () =>
        suspendRun(driver.sql, driver.queue, run, {
          wakeAt,
          stepsDone: steps.size - unsettled(steps).length,
          attempt: run.attempt,
        }),
      )
    )
      return unsettled(steps).some((s) => s.status === "retrying") ? "retried" : "waits";
  }
  await releaseRun(driver.sql, driver.queue, run);
  return "handed_back";
}

const KNOWN_OPS = new Set([
  "StepRun",
  "StepError",
  "StepFailed",
  "StepPlanned",
  "Sleep",
  "InvokeFunction",
  "WaitForEvent",
]);
const unsettled = (steps: Steps): StepRecord[] => [...steps.values()].filter((s) => s.status !== "done");

/** Does what a function asked for. False when nothing can be done before something wakes the run. */
async function takeOps(
  driver: Driver,
  spec: FunctionSpec,
  run: HeldRun,
  steps: Steps,
  answer: Extract<Answer, { kind: "ops" }>,
): Promise<boolean> {
  let moved = false;
  const planned: Op[] = [];
  for (const op of answer.ops) {
    const known = steps.get(op.id);
    if (op.op === "StepPlanned") {
      if (!known?.wakeAt || known.wakeAt.getTime() <= Date.now()) planned.push(op);
    } else if (op.op.startsWith("Step")) {
      await record(driver, spec, run, steps, op, run.attempt, answer.retryAfter);
      run.attempt = 0;
      moved = true;
    } else if (!known) {
      steps.set(op.id, await insist(driver, () => wait(driver, run, op)));
    }
  }
  await inParallel(planned, (op) => runPlanned(driver, spec, run, steps, op));
  return moved || planned.length > 0;
}

async function runPlanned(
  driver: Driver,
  spec: FunctionSpec,
  run: HeldRun,
  steps: Steps,
  planned: Op,
): Promise<void> {
  if (driver.stopping()) return;
  const attempt = steps.get(planned.id)?.attempts ?? 0;
  const answer = await callFunction(driver.handler, run, steps, {
    stepId: planned.id,
    attempt,
    maxAttempts: spec.maxAttempts,
    planOnly: true,
  });
  const result = answer.kind === "ops" ? answer.ops.find((op) => op.id === planned.id) : undefined;
  if (answer.kind === "ops" && result)
    return record(driver, spec, run, steps, result, attempt, answer.retryAfter);
  const error =
    answer.kind === "rejected"
      ? answer.error
      : {
          name: "StepNotFound",
          message: `The function named the step ${planned.displayName ?? planned.id} and then did not run it.`,
        };
  const op = attempt + 1 < spec.maxAttempts ? "StepError" : "StepFailed";
  await record(driver, spec, run, steps, { ...planned, op, error }, attempt, null);
}

/** Remembers how a step went: its result, its next attempt, or its final error. */
async function record(
  driver: Driver,
  spec: FunctionSpec,
  run: HeldRun,
  steps: Steps,
  op: Op,
  attempt: number,
  retryAfter: Date | null,
): Promise<void> {
  const name = op.displayName ?? op.name ?? op.id;
  if (op.op === "StepRun") {
    steps.set(op.id, await insist(driver, () => settleStep(driver.sql, run, op.id, name, { data: op.data })));
    return;
  }
  const error = toRunError(op.error ?? op.data);
  if (op.op === "StepError" && attempt + 1 < spec.maxAttempts) {
    countFailure(run.functionId, error);
    const wakeAt = retryAfter ?? new Date(Date.now() + backoff(driver.backoffMs, attempt));
    logger().warn(
      { run: run.id, function: run.functionId, step: name, attempt, err: error },
      "a step failed and will be tried again",
    );
    steps.set(
      op.id,
      await insist(driver, () =>
        holdStep(driver.sql, run, op.id, name, { status: "retrying", attempts: attempt + 1, wakeAt, error }),
      ),
    );
    return;
  }
  logger().error(
    { run: run.id, function: run.functionId, step: name, attempt, err: error },
    "a step failed for good",
  );
  steps.set(op.id, await insist(driver, () => settleStep(driver.sql, run, op.id, name, { error })));
}

/** Begins a sleep, another run, or the wait for an event. */
async function wait(driver: Driver, run: HeldRun, op: Op): Promise<StepRecord> {
  const name = op.displayName ?? op.name ?? op.id;
  const now = Date.now();
  if (op.op === "Sleep")
    return holdStep(driver.sql, run, op.id, name, {
      status: "sleeping",
      wakeAt: timeAfter(now, op.name ?? ""),
    });
  if (op.op === "WaitForEvent") {
    const { timeout, if: condition } = WaitOptions.parse(op.opts);
    const path = condition === undefined ? null : matchIn(condition);
    if (condition !== undefined && path === null) {
      return settleStep(driver.sql, run, op.id, name, {
        error: {
          name: "UnsupportedStep",
          message: `waitForEvent takes a match, or a condition of the form event.data.x == async.data.x, not ${condition}`,
        },
      });
    }
    const matching =
      path === null ? null : { path: path.split("."), value: valueAt(run.event, path.split(".")) ?? null };
    return holdStep(driver.sql, run, op.id, name, {
      status: "listening",
      wakeAt: timeout ? timeAfter(now, timeout) : null,
      awaits: op.name ?? "",
      matching,
    });
  }
  const { function_id: functionId, timeout, payload } = InvokeOptions.parse(op.opts);
  const spec = driver.specs.get(functionId);
  if (!spec)
    return settleStep(driver.sql, run, op.id, name, {
      error: { name: "Error", message: `There is no function ${functionId} to invoke.` },
    });
  const event = { name: "inngest/function.invoked", data: payload.data, ts: now };
  const child = {
    functionId,
    eventId: null,
    event,
    tenantId: tenantOf(payload.data),
    places: placesOf(spec, event),
    traceparent: carriedTrace(),
  };
  return invokeStep(
    driver.sql,
    driver.queue,
    run,
    op.id,
    name,
    child,
    timeout ? timeAfter(now, timeout) : null,
  );
}

const WaitOptions = z.looseObject({ timeout: z.string().optional(), if: z.string().optional() });
const InvokeOptions = z.looseObject({
  function_id: z.string(),
  timeout: z.string().optional(),
  payload: z.looseObject({ data: z.record(z.string(), z.unknown()).default({}) }),
});

/** The function itself threw, outside of its steps. */
async function rejected(
  driver: Driver,
  spec: FunctionSpec,
  run: HeldRun,
  steps: Steps,
  answer: Extract<Answer, { kind: "rejected" }>,
): Promise<JobOutcome> {
  if (!answer.retry || run.attempt + 1 >= spec.maxAttempts) return fail(driver, spec, run, answer.error);
  countFailure(run.functionId, answer.error);
  logger().warn(
    { run: run.id, function: run.functionId, attempt: run.attempt, err: answer.error },
    "a function failed and will be tried again",
  );
  const wakeAt = answer.retryAfter ?? new Date(Date.now() + backoff(driver.backoffMs, run.attempt));
  const stepsDone = steps.size - unsettled(steps).length;
  const suspended = await insist(driver, () =>
    suspendRun(driver.sql, driver.queue, run, { wakeAt, stepsDone, attempt: run.attempt + 1 }),
  );
  if (!suspended) await releaseRun(driver.sql, driver.queue, run);
  return "retried";
}

async function fail(driver: Driver, spec: FunctionSpec, run: HeldRun, error: RunError): Promise<JobOutcome> {
  noteFailure(error);
  countFailure(run.functionId, error);
  logger().error({ run: run.id, function: run.functionId, err: error }, "a run failed");
  await insist(driver, () =>
    finishRun(driver.sql, driver.queue, run, { status: "failed", error }, spec.failureId),
  );
  return "failed";
}

async function park(driver: Driver, run: HeldRun): Promise<void> {
  const message = `This program has no function ${run.functionId}. The run waits for a program that has it, or for an operator.`;
  logger().error({ run: run.id, function: run.functionId }, message);
  recordJobRun({ function: jobName(run.functionId), status: "parked" }, null);
  await parkRun(driver.sql, driver.queue, run, { name: "UnknownFunction", message });
}

/** Milliseconds before the attempt after this one (the first is 0): doubling, at most ten minutes, give or take a fifth. */
export function backoff(firstMs: number, attempt: number): number {
  return Math.min(600_000, firstMs * 2 ** attempt) * (0.8 + 0.4 * Math.random());
}

/** What was computed is worth some patience: while the database is out of reach, writing it down is tried again. */
async function insist<T>(driver: Driver, write: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (error instanceof Fenced || !isOutage(error) || attempt >= 10 || driver.stopping()) throw error;
      logger().warn({ err: error }, "the database is out of reach; a job's result is kept and written again");
      await new Promise((resolve) => setTimeout(resolve, Math.min(3000, 100 * 2 ** attempt)));
    }
  }
}

/** Parallel steps of one run, some at a time. */
async function inParallel<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_STEPS, items.length) }, lane));
}
const PARALLEL_STEPS = 4;
