import { sql } from "drizzle-orm";
import type { ArchivalClass } from "#db/schema/tenants.ts";
import type { FileRow } from "#lib/files/find-file.ts";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";

/** The classes that files are of; the others are of logs. */
export const FILE_CLASSES = [
  "completed_files",
  "failed_files",
  "temporary_files",
] as const satisfies readonly ArchivalClass[];

/**
 * The class whose rule a file goes by. Failed is a file whose processing failed. One that is kept as it was uploaded, since
 * nobody had it processed or its format is only stored, is as complete as it will be.
 */
export function classOf(
  file: Pick<FileRow, "temporary" | "status" | "failureCode">,
): (typeof FILE_CLASSES)[number] {
  if (file.temporary) return "temporary_files";
  return file.status === "failed" && file.failureCode !== ONLY_STORED ? "failed_files" : "completed_files";
}

/** The same of a row `f`, in SQL. */
export const CLASS_OF_FILE = sql`case
  when f.temporary then 'temporary_files'
  when f.status = 'failed' and f.failure_code is distinct from ${ONLY_STORED} then 'failed_files'
  else 'completed_files' end`;
