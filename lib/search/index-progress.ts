import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { embeddingModel } from "./embedding/embed.ts";
import { openIndex } from "./index/index.ts";

/** The index's generation that answers; null while the index is away. Call it outside a transaction. */
export const presentGeneration = () =>
  openIndex()
    .present()
    .catch(() => null);

/** How many estimates the caller sees, and how many of them can be found now; none of the generation that answers (null: the index is away). */
export async function indexProgress(
  tx: Transaction,
  tenantId: string,
  generation: Awaited<ReturnType<typeof presentGeneration>>,
): Promise<{ estimates: number; indexed: number }> {
  const { version } = await embeddingModel();
  const [counted] = await tx.execute<{ estimates: number; indexed: number }>(sql`
    select count(*)::int as estimates,
      count(*) filter (where i.generation = ${generation} and i.model = ${version})::int as indexed
    from cost_estimates e left join estimate_index i on i.tenant_id = e.tenant_id and i.estimate_id = e.id
    where e.tenant_id = ${tenantId}`);
  return counted ?? { estimates: 0, indexed: 0 };
}
