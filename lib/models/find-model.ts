import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileModels } from "#db/schema/files.ts";
import { Conflict, NotFound } from "#lib/errors.ts";
import { type FileRow, findFile } from "#lib/files/find-file.ts";
import { isDrawing, isModel, isSpreadsheet } from "#lib/files/format-kinds.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

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
    return new Conflict("file_not_uploaded", problemText("common.uploadFileComplete"));
  if (status === "uploaded" || status === "processing")
    return new Conflict("file_processing", problemText("models.fileBeingProcessed"));
  return new NotFound(
    "model_not_made",
    isModel(format)
      ? problemText("models.file3dView")
      : isDrawing(format)
        ? problemText("models.drawingHasNone")
        : isSpreadsheet(format)
          ? problemText("models.billHasNone")
          : problemText("models.filesStoredBut", { format: format.toUpperCase() }),
  );
}
