import type { FileAnswer } from "#components/data/answers.ts";

type Standing = Pick<FileAnswer, "storage_tier">;

/** Whether its bytes can be read as they stand. */
export const isReadable = ({ storage_tier }: Standing): boolean =>
  storage_tier === "hot" || storage_tier === "archiving" || storage_tier === "restored";

/** Whether it can be restored, or its restore be extended. */
export const isRestorable = ({ storage_tier }: Standing): boolean =>
  storage_tier === "archived" || storage_tier === "restoring" || storage_tier === "restored";

/** What the dialogs need of a file. */
export const toArchivable = ({
  file_id,
  filename,
  size,
}: Pick<FileAnswer, "file_id" | "filename" | "size">) => ({
  id: file_id,
  filename,
  size,
});
