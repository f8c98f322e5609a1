import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { PROCESSING_STEPS, processingRuns, processingSteps, STEP_STATUSES } from "#db/schema/files.ts";

export const StepView = z.object({
  name: z.enum(PROCESSING_STEPS),
  status: z.enum(STEP_STATUSES),
  started_at: z.string().nullable(),
  duration_ms: z.number().nullable(),
  attempts: z.number(),
});

/** The four steps of a file's newest run, in their order; none before the first run. */
export async function stepsOf(tx: Transaction, fileId: string): Promise<z.input<typeof StepView>[]> {
  const [run] = await tx
    .select({ id: processingRuns.id })
    .from(processingRuns)
    .where(eq(processingRuns.fileId, fileId))
    .orderBy(desc(processingRuns.startedAt))
    .limit(1);
  if (!run) return [];
  const steps = await tx.select().from(processingSteps).where(eq(processingSteps.runId, run.id));
  return steps
    .sort((a, b) => PROCESSING_STEPS.indexOf(a.name) - PROCESSING_STEPS.indexOf(b.name))
    .map((step) => ({
      name: step.name,
      status: step.status,
      started_at: step.startedAt?.toISOString() ?? null,
      duration_ms: step.durationMs,
      attempts: step.attempts,
    }));
}
