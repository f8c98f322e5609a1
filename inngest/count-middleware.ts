import { Middleware, StepError } from "inngest";
import { z } from "zod";
import { countFailure } from "#lib/jobs/count-failure.ts";
import { jobName } from "#lib/jobs/job-span.ts";
import { beginProcess, recordJobRun } from "#lib/observability/metrics/record.ts";

/** Tells the metrics of runs that Inngest drives. For the client that talks to Inngest only: the embedded engine counts its own. */
export class CountJobs extends Middleware.BaseMiddleware {
  readonly id = "count-jobs";

  override async wrapRequest({ next, fn, requestInfo, runId }: Middleware.WrapRequestArgs) {
    if (!fn) return next();
    const called = Called.safeParse(await requestInfo.body());
    if (!called.success) return next();
    const ended = beginProcess("job");
    try {
      const response = await next();
      const status = endOf(response);
      // What a function does once another run of it has failed is a run of its own.
      const suffix = called.data.event.name === "inngest/function.failed" ? "-failure" : "";
      if (status) recordJobRun({ function: `${jobName(fn.id())}${suffix}`, status }, ageOf(runId));
      return response;
    } finally {
      ended();
    }
  }

  override async wrapFunctionHandler({ fn, next }: Middleware.WrapFunctionHandlerArgs) {
    try {
      return await next();
    } catch (error) {
      // What failed in a step was counted there.
      if (!(error instanceof StepError)) countAttempt(fn.id(), error);
      throw error;
    }
  }

  override async wrapStepHandler({ fn, next }: Middleware.WrapStepHandlerArgs) {
    try {
      return await next();
    } catch (error) {
      countAttempt(fn.id(), error);
      throw error;
    }
  }
}

const Called = z.looseObject({ event: z.looseObject({ name: z.string() }) });

/** How a run has ended by an answer of ours, if it has: 206 names steps, and what may be tried again goes on. */
function endOf({ status, headers }: Middleware.Response): "completed" | "failed" | null {
  if (status === 200) return "completed";
  return status >= 400 && headers["x-inngest-no-retry"] === "true" ? "failed" : null;
}

function countAttempt(functionId: string, error: unknown): void {
  countFailure(functionId, error instanceof Error ? error : { name: "Error" });
}

/** Seconds since a run was made, which its id (a ULID) says; null for another id. */
function ageOf(runId: string): number | null {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(runId)) return null;
  const madeAt = [...runId.slice(0, 10)].reduce((ms, digit) => ms * 32 + DIGITS.indexOf(digit), 0);
  return (Date.now() - madeAt) / 1000;
}
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
