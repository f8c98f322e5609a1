import type { z } from "zod";
import { listFailingJobs } from "#lib/observability/traces/list-failing-jobs.ts";
import { FailingJobList, ListFailingJobs } from "#lib/observability/traces/views.ts";
import { nextPage } from "#lib/operators/next-page.ts";

export const ListFailedAttempts = ListFailingJobs;
/** `next` is the address of the page after it. */
export const FailedAttemptList = FailingJobList;

/** Each time that a job failed, with its trace: also where a later attempt went well. */
export async function listFailedAttempts(
  query: z.output<typeof ListFailedAttempts>,
): Promise<z.input<typeof FailedAttemptList>> {
  const { items, next } = await listFailingJobs(query);
  return { items, next: nextPage("/api/admin/job-attempts", query, next) };
}
