import { type JobOutcome, jobName } from "#lib/jobs/job-span.ts";
import { beginProcess, recordJobRun } from "#lib/observability/metrics/record.ts";
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
