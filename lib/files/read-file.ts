import { findFile } from "#lib/files/find-file.ts";
import { presentFile } from "#lib/files/present-file.ts";
import { stepsOf } from "#lib/processing/present-steps.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

/** A file and the steps of its newest run. */
export async function readFile(ctx: Ctx, fileId: string) {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const file = await findFile(tx, fileId);
    return { ...presentFile(file), steps: await stepsOf(tx, fileId) };
  });
}
