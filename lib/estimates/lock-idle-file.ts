import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files, processingRuns } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

/**
 * Holds a file until the transaction ends, so that no run of the pipeline begins meanwhile and would write over what is
 * changed now. Throws `Conflict` (`already_processing`) while one is under way.
 */
export async function lockIdleFile(tx: Transaction, tenantId: string, fileId: string): Promise<void> {
  await tx
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.tenantId, tenantId), eq(files.id, fileId)))
    .for("update");
  const [running] = await tx
    .select({ id: processingRuns.id })
    .from(processingRuns)
    .where(
      and(
        eq(processingRuns.tenantId, tenantId),
        eq(processingRuns.fileId, fileId),
        eq(processingRuns.status, "running"),
      ),
    );
  if (running) throw new Conflict("already_processing", problemText("estimates.fileBeingProcessed"));
}
