import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { embeddingModel } from "./embedding/embed.ts";
import { openIndex } from "./index/index.ts";

/** How many estimates the caller sees, and how many of them can be found now; none while the index is away. */
export async function indexProgress(
  tx: Transaction,
  tenantId: string,
): Promise<{ estimates: number; indexed: number }> {
  const { version } = await embeddingModel();
  const generation = await openIndex()
    .present()
    .catch(() => null);
  const [counted] = await tx.execute<{ estimates: number; indexed: number }>(sql`
    select count(*)::int as estimates,
      count(*) filter (where i.generation = ${generation} and i.model = ${version})::int as indexed
    from cost_estimates e left join estimate_index i on i.tenant_id = e.tenant_id and i.estimate_id = e.id
    where e.tenant_id = ${tenantId}`);
  return counted ?? { estimates: 0, indexed: 0 };
}
