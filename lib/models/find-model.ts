import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileModels } from "#db/schema/files.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";

export type ModelRow = typeof fileModels.$inferSelect;

/**
 * The model of a file of the running tenant; a former run's until a new one replaces it. Throws `NotFound`
 * (`file_not_found`, `model_not_made`), `Conflict` (`file_not_uploaded`, `file_processing`).
 */
export async function findModel(tx: Transaction, tenantId: string, fileId: string): Promise<ModelRow> {
  const file = await findFile(tx, fileId);
  const [model] = await tx
    .select()
    .from(fileModels)
    .where(and(eq(fileModels.tenantId, tenantId), eq(fileModels.fileId, fileId)));
  if (!model) throw withoutModel(file);
  return model;
}

function withoutModel({ status, format }: FileRow): NotFound | Conflict {
  if (status === "pending")
    return new Conflict(
      "file_not_uploaded",
      "The upload of this file is not complete yet. Complete it first.",
    );
  if (status === "uploaded" || status === "processing")
    return new Conflict(
      "file_processing",
      "This file is being processed. Its 3D view is there when its geometry is measured; its page shows how far it is.",
    );
  return new NotFound(
    "model_not_made",
    format === "ifc"
      ? "This file has no 3D view: it was processed before there were any, or its elements have no shape. Process it again to make one; the warnings of its analysis say what was in the way."
      : `${format.toUpperCase()} files are stored, but have no 3D view. Export the model as IFC and upload that.`,
  );
}
