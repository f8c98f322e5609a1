import { asc, eq } from "drizzle-orm";
import { jobRuns, jobSteps } from "#db/schema/index.ts";
import { withSystem } from "#db/tenant.ts";
import { writeOutbox } from "#lib/jobs/outbox.ts";

export type RunRow = typeof jobRuns.$inferSelect;

/** Announces an event of a test, as a domain transaction would; returns its id. */
export function send(name: string, data: Record<string, unknown> = {}): Promise<string> {
  return withSystem((tx) => writeOutbox(tx, { tenantId: null, name, data }));
}

/** Announces several events in one transaction. */
export async function sendAll(name: string, events: Record<string, unknown>[]): Promise<void> {
  await withSystem(async (tx) => {
    for (const data of events) await writeOutbox(tx, { tenantId: null, name, data });
  });
}

export function runsOf(functionId: string): Promise<RunRow[]> {
  return withSystem((tx) =>
    tx
      .select()
      .from(jobRuns)
      .where(eq(jobRuns.functionId, `construction-ai-${functionId}`))
      .orderBy(asc(jobRuns.seq)),
  );
}

/** The function's runs, as soon as they are as wanted; throws with what they are after `ms`. */
export async function waitFor(
  functionId: string,
  wanted: (runs: RunRow[]) => boolean,
  ms = 15_000,
): Promise<RunRow[]> {
  const until = Date.now() + ms;
  for (;;) {
    const runs = await runsOf(functionId);
    if (wanted(runs)) return runs;
    if (Date.now() > until)
      throw new Error(
        `The runs of ${functionId} did not become as wanted: ${JSON.stringify(runs.map((r) => ({ status: r.status, attempt: r.attempt, error: r.error, output: r.output })))}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function stepsOf(runId: string): Promise<(typeof jobSteps.$inferSelect)[]> {
  return withSystem((tx) =>
    tx
      .select()
      .from(jobSteps)
      .where(eq(jobSteps.runId, runId))
      .orderBy(asc(jobSteps.doneAt), asc(jobSteps.stepId)),
  );
}
