import { z } from "zod";
import { findFile } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { listVersions, type VersionList } from "./list-versions.ts";
import { holdFiles, holdNewest, supersede } from "./supersede.ts";

export const MarkVersion = z.strictObject({
  /** The newest version of the model that the file is a new version of, or a file that has none yet. */
  supersedes: z.uuid(),
});

/**
 * Makes a file that is there a new version of another one, both in one project. Throws `NotFound`, `Conflict`:
 * `file_superseded`, `file_is_version`, `file_not_uploaded`, `versions_in_one_project`.
 */
export async function markVersion(
  ctx: Ctx,
  fileId: string,
  { supersedes }: z.output<typeof MarkVersion>,
): Promise<z.input<typeof VersionList>> {
  requireRole(ctx, "editor");
  await ctx.transaction(async (tx) => {
    await findFile(tx, fileId);
    await holdFiles(tx, ctx.tenant.id, [fileId, supersedes]);
    const before = await holdNewest(tx, ctx.tenant.id, supersedes);
    await supersede(ctx, tx, await findFile(tx, fileId), before);
  });
  return listVersions(ctx, fileId);
}
