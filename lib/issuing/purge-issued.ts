import { and, eq } from "drizzle-orm";
import { costEstimates } from "#db/schema/estimates.ts";
import { objectStores } from "#lib/storage/index.ts";
import { issuedFolder } from "#lib/storage/keys.ts";
import { purgePrefix } from "#lib/tenancy/purge-objects.ts";
import { unlessRestoring } from "#lib/tenancy/restoring.ts";

/**
 * Removes every document that was issued of a deleted estimate. One that is back, since its organisation came back from a
 * backup, keeps them. Answers how many objects went.
 */
export async function purgeIssued(tenantId: string, estimateId: string): Promise<number> {
  const purged = await unlessRestoring(tenantId, async (tx) => {
    const back = await tx
      .select({ id: costEstimates.id })
      .from(costEstimates)
      .where(and(eq(costEstimates.tenantId, tenantId), eq(costEstimates.id, estimateId)));
    if (back.length > 0) return 0;
    let gone = 0;
    for (;;) {
      const part = await purgePrefix(objectStores().files, issuedFolder(tenantId, estimateId));
      gone += part.purged;
      if (!part.more) return gone;
    }
  });
  return purged ?? 0;
}
