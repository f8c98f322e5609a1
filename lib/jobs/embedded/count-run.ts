import { z } from "zod";
import type { RunError } from "#db/schema/jobs.ts";
import { type JobOutcome, jobName } from "#lib/jobs/job-span.ts";
import { beginProcess, countError, recordJobRun, type Service } from "#lib/observability/metrics/record.ts";
import type { HeldRun } from "./runs.ts";

/** Tells the metrics of a stretch of a run's work, and of the run where it ends by it. */
export async function counted(run: HeldRun, work: () => Promise<JobOutcome>): Promise<JobOutcome> {
  const began = performance.now();
  const ended = beginProcess("job");
  try {
    const outcome = await work();
    if (outcome === "completed" || outcome === "failed")
      recordJobRun(
        { function: jobName(run.functionId), status: outcome },
        run.age + (performance.now() - began) / 1000,
      );
    return outcome;
  } finally {
    ended();
  }
}

/** An attempt has failed, to be made again or for good. What is wrong with somebody's model is no error of ours. */
export function countFailure({ functionId }: HeldRun, { name, cause }: RunError): void {
  if (Decided.safeParse(cause).success) return;
  countError(name, SERVICES[jobName(functionId)] ?? "job");
}

/** As run-step.ts names what a model is refused for, after the run's memory. */
const Decided = z.looseObject({ name: z.literal("ProcessingFailure") });

/** What has a name of its own among the parts of the product. */
const SERVICES: Record<string, Service> = {
  "process-file": "processing",
  "send-mail": "mail",
  "send-invoice": "stripe",
  "settle-invoice": "stripe",
  "process-stripe-event": "stripe",
  "index-estimate": "search",
  "catch-up-index": "search",
};
