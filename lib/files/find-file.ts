import { eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export type FileRow = typeof files.$inferSelect;

/** A file of the running tenant; throws `NotFound` alike for one that is not there and one of somebody else. */
export async function findFile(tx: Transaction, fileId: string): Promise<FileRow> {
  const [file] = await tx.select().from(files).where(eq(files.id, fileId));
  if (!file) throw fileNotFound();
  return file;
}

export const fileNotFound = () => new NotFound("file_not_found", problemText("files.fileMayDeleted"));
