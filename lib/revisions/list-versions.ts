import { z } from "zod";
import { FILE_STATUSES, STORAGE_TIERS } from "#db/schema/files.ts";
import { findFile } from "#lib/files/find-file.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { seriesOf, versionRow } from "./series.ts";

export const VersionView = z.object({
  file_id: z.string(),
  number: z.number(),
  filename: z.string(),
  status: z.enum(FILE_STATUSES),
  storage_tier: z.enum(STORAGE_TIERS),
  created_at: z.string(),
});

export const VersionList = z.object({
  /** The newest first; empty: the file is the only one of its model. */
  items: z.array(VersionView),
});

/** Every version of the model that a file is a version of. Numbers keep when one in between goes. */
export async function listVersions(ctx: Ctx, fileId: string): Promise<z.input<typeof VersionList>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    await findFile(tx, fileId);
    const version = await versionRow(tx, ctx.tenant.id, fileId);
    const series = version ? await seriesOf(tx, version) : [];
    return {
      items: (series.length > 1 ? series : []).map(({ number, file }) => ({
        file_id: file.id,
        number,
        filename: file.filename,
        status: file.status,
        storage_tier: file.storageTier,
        created_at: file.createdAt.toISOString(),
      })),
    };
  });
}
