import { and, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { deletedFiles } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";
import { textArray } from "#db/text-array.ts";

/** `<organisation>/<file>` of those among the files that were deleted here and may have left something in the stores. */
export async function deletedAmong(
  tx: Transaction,
  organisationIds: string[],
  fileIds: string[],
): Promise<Set<string>> {
  const rows = await tx
    .select()
    .from(deletedFiles)
    .where(and(inArray(deletedFiles.organisationId, organisationIds), inArray(deletedFiles.fileId, fileIds)));
  return new Set(rows.map(({ organisationId, fileId }) => `${organisationId}/${fileId}`));
}

/** Longer than any write that was under way when its file was deleted. */
const KEPT_DAYS = 30;

/**
 * Forgets deleted files after one place of both stores, up to another (null: the end), where nothing of them is left:
 * `left` has the places that have something.
 */
export async function forgetDeleted(
  { after, upTo, left }: { after: string | null; upTo: string | null; left: string[] },
  now: Date,
): Promise<void> {
  const at = (place: string) => {
    const [organisationId, fileId] = place.split("/");
    return sql`(${organisationId}::uuid, ${fileId}::uuid)`;
  };
  await withSystem((tx) =>
    tx.execute(sql`
      delete from deleted_files d where d.deleted_at < ${now.toISOString()}::timestamptz - ${KEPT_DAYS} * interval '1 day'
        and ${after === null ? sql`true` : sql`(d.organisation_id, d.file_id) > ${at(after)}`}
        and ${upTo === null ? sql`true` : sql`(d.organisation_id, d.file_id) <= ${at(upTo)}`}
        and d.organisation_id || '/' || d.file_id <> all (${textArray(left)}::text::text[])`),
  );
}
