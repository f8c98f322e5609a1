import { and, eq, inArray } from "drizzle-orm";
import { files } from "#db/schema/files.ts";
import { withSystem } from "#db/tenant.ts";

/** Which of these uploads belong to a file that still waits for its bytes, of all tenants. */
export async function uploadsUnderWay(uploadIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await withSystem((tx) =>
    tx
      .select({ uploadId: files.uploadId })
      .from(files)
      .where(and(eq(files.status, "pending"), inArray(files.uploadId, [...uploadIds]))),
  );
  return new Set(rows.flatMap(({ uploadId }) => uploadId ?? []));
}
