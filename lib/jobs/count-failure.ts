import { z } from "zod";
import { jobName } from "#lib/jobs/job-span.ts";
import { countError, type Service } from "#lib/observability/metrics/record.ts";

/** An attempt has failed, to be made again or for good. What is wrong with somebody's model is no error of ours. */
export function countFailure(functionId: string, { name, cause }: { name: string; cause?: unknown }): void {
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
