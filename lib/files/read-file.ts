import { eq } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { findFile } from "#lib/files/find-file.ts";
import { presentFile } from "#lib/files/present-file.ts";
import { stepsOf } from "#lib/processing/present-steps.ts";
import { versionMark } from "#lib/revisions/series.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** A file and the steps of its newest run. */
export async function readFile(ctx: Ctx, fileId: string) {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    const [marked] = await tx.select({ version: versionMark }).from(files).where(eq(files.id, fileId));
    return { ...presentFile(file), version: marked?.version ?? null, steps: await stepsOf(tx, fileId) };
  });
}
