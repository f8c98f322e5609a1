import { and, eq } from "drizzle-orm";
import { fileVersions } from "#db/schema/versions.ts";
import { audit } from "#lib/audit/record.ts";
import { NotFound } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { seriesOf, versionRow } from "./series.ts";
import { holdFiles } from "./supersede.ts";

/**
 * Takes a file out of the versions of its model: it is a model by itself again, and the others follow one another
 * without it. The last one that is left is no version either. Throws `NotFound` (`file_not_found`, `version_not_found`).
 */
export async function unmarkVersion(ctx: Ctx, fileId: string): Promise<void> {
  requireRole(ctx, "editor");
  await ctx.transaction(async (tx) => {
    const tenantId = ctx.tenant.id;
    const { filename } = await findFile(tx, fileId);
    const known = await versionRow(tx, tenantId, fileId);
    const held = known ? await seriesOf(tx, known) : [];
    await holdFiles(tx, tenantId, [fileId, ...held.map(({ file }) => file.id)]);
    const version = await versionRow(tx, tenantId, fileId);
    if (!version) throw new NotFound("version_not_found", problemText("revisions.noVersion", { filename }));
    const series = await seriesOf(tx, version);
    const before = series.find(({ number }) => number < version.number);
    const isPair = series.length <= 2;
    await tx
      .delete(fileVersions)
      .where(
        and(
          eq(fileVersions.tenantId, tenantId),
          isPair ? eq(fileVersions.seriesId, version.seriesId) : eq(fileVersions.fileId, fileId),
        ),
      );
    await audit(
      ctx,
      tx,
      "file.version_unmarked",
      { type: "file", id: fileId },
      { filename },
      {
        before: { supersedes: before?.file.id ?? null, version: version.number },
        after: { supersedes: null, version: null },
      },
    );
  });
}
