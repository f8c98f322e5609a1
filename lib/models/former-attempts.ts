import { and, eq } from "drizzle-orm";
import { fileModels } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";

/** Tells of an attempt to make a file's model whether its parts are not those that are shown now. */
export async function formerAttempts(
  tenantId: string,
  fileId: string,
): Promise<(attemptId: string | null) => boolean> {
  const [shown] = await withSystem((tx) =>
    tx
      .select({ attemptId: fileModels.attemptId })
      .from(fileModels)
      .where(and(eq(fileModels.tenantId, tenantId), eq(fileModels.fileId, fileId))),
  );
  return (attemptId) => attemptId !== null && attemptId !== shown?.attemptId;
}
