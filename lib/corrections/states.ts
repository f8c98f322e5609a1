import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import type { Transaction } from "#db/client.ts";
import { elementCorrections } from "#db/schema/corrections.ts";
import { elements } from "#db/schema/files.ts";
import type { FileKey } from "./apply-corrections.ts";
import type { CorrectionState } from "./views.ts";

/** The elements of a file that something was said of, with their places among those of their GlobalId. */
export function placedElements({ tenantId, fileId }: FileKey) {
  const said = new QueryBuilder()
    .select({ globalId: elementCorrections.globalId })
    .from(elementCorrections)
    .where(and(eq(elementCorrections.tenantId, tenantId), eq(elementCorrections.fileId, fileId)));
  return new QueryBuilder()
    .select({
      ordinal: elements.ordinal,
      globalId: elements.globalId,
      storey: elements.storey,
      found: elements.found,
      place:
        sql<number>`(row_number() over (partition by ${elements.globalId} order by ${elements.ordinal}) - 1)`.as(
          "place",
        ),
    })
    .from(elements)
    .where(
      and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), inArray(elements.globalId, said)),
    )
    .as("placed");
}
export type Placed = ReturnType<typeof placedElements>;

export const isPlaced = (placed: Placed): SQL | undefined =>
  and(eq(placed.globalId, elementCorrections.globalId), eq(placed.place, elementCorrections.nth));

/** How a correction stands to the take-off as it is. Quantities are told apart to a millionth, as corrections have them. */
export function stateIn(placed: Placed): SQL<CorrectionState> {
  const rounded = (found: SQL | typeof placed.found | typeof elementCorrections.found, key: string) =>
    sql`round((${found}->'quantities'->>${sql.raw(`'${key}'`)})::numeric, 6)`;
  const same = (key: string) =>
    sql`${rounded(placed.found, key)} is not distinct from ${rounded(elementCorrections.found, key)}`;
  return sql<CorrectionState>`case
    when ${elementCorrections.endedAt} is not null then ${elementCorrections.ending}
    when ${placed.ordinal} is null then 'missing'
    when ${placed.found} is null then 'whole'
    when case ${elementCorrections.kind}
      when 'length_m' then ${same("lengthM")}
      when 'area_m2' then ${same("areaM2")}
      when 'volume_m3' then ${same("volumeM3")}
      when 'weight_kg' then ${same("weightKg")}
      when 'material' then ${placed.found}->'materials' = ${elementCorrections.found}->'materials'
      else ${same("lengthM")} and ${same("areaM2")} and ${same("volumeM3")} and ${same("weightKg")} end then 'standing'
    else 'changed' end`;
}

/** Corrections in force that somebody should look at: what they were made against is not what the model says. */
export async function countToLookAt(tx: Transaction, key: FileKey): Promise<number> {
  const placed = placedElements(key);
  const [row] = await tx
    .select({ count: sql<number>`(count(*) filter (where ${stateIn(placed)} <> 'standing'))::int` })
    .from(elementCorrections)
    .leftJoin(placed, isPlaced(placed))
    .where(
      and(
        eq(elementCorrections.tenantId, key.tenantId),
        eq(elementCorrections.fileId, key.fileId),
        isNull(elementCorrections.endedAt),
      ),
    );
  return row?.count ?? 0;
}
