import { fileRevits } from "#db/schema/revits.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";
import { encodePreview } from "#lib/processing/revit/encode-preview.ts";
import { exportAdvice } from "#lib/processing/revit/export-advice.ts";
import { lookIntoRevit } from "#lib/processing/revit/look-into-revit.ts";
import { ProcessingFailure, type RunRef } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/**
 * Keeps what a Revit file says of itself, and ends its run with how to export what can be measured: nothing outside of Revit
 * reads its geometry, and no element is made up. Throws `ProcessingFailure` (`format_not_supported_yet`), or what
 * `lookIntoRevit` does for a file that is damaged.
 */
export async function describeRevit(ctx: Ctx, run: RunRef, _file: FileRow, path: string): Promise<never> {
  const { info, preview } = await lookIntoRevit(path);
  const found = { runId: run.runId, ...info, preview: preview && (await encodePreview(preview)) };
  await ctx.transaction((tx) =>
    tx
      .insert(fileRevits)
      .values({ tenantId: ctx.tenant.id, fileId: run.fileId, ...found })
      .onConflictDoUpdate({ target: [fileRevits.tenantId, fileRevits.fileId], set: found }),
  );
  throw new ProcessingFailure(ONLY_STORED, exportAdvice(info));
}
