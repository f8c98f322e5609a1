import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { QueryBuilder } from "drizzle-orm/pg-core";
import { elements } from "#db/schema/files.ts";
import { isDoubtful } from "#lib/processing/elements/expressions.ts";

/** What a person did to an element; a choice of elements as findings are, and no fault. */
export const TOUCHED = ["corrected", "excluded"] as const;
export type Touched = (typeof TOUCHED)[number];

/** What may be wrong with an element. Each is a condition on `elements` of one file, so that every count opens to its elements. */
export const FINDINGS = [
  "no_quantity",
  "doubled",
  "same_id",
  "no_material",
  "unknown_material",
  "oversized",
  "no_storey",
  "low_confidence",
] as const;
export type Finding = (typeof FINDINGS)[number];

/** Larger than any one element of a building: its file's unit is in doubt. */
export const OVERSIZED_M = 200;

type Key = { tenantId: string; fileId: string };

export function findingIs(finding: Finding | Touched, { tenantId, fileId }: Key): SQL | undefined {
  const db = new QueryBuilder();
  const ofFile = and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId));
  /** Ordinals of elements that are alike in `by` with another of the file. */
  const repeated = (by: SQL, among: SQL | undefined) => {
    const counted = db
      .select({
        ordinal: elements.ordinal,
        alike: sql<number>`count(*) over (partition by ${by})`.as("alike"),
      })
      .from(elements)
      .where(and(ofFile, among))
      .as("counted");
    return sql`${elements.ordinal} in ${db
      .select({ ordinal: counted.ordinal })
      .from(counted)
      .where(sql`${counted.alike} > 1`)}`;
  };
  switch (finding) {
    case "no_quantity":
      return and(
        elements.measured,
        sql`greatest(${elements.lengthM}, ${elements.areaM2}, ${elements.volumeM3}, ${elements.weightKg}, 0) <= 0`,
        sql`not ${elements.sources} ? 'count'`,
      );
    case "doubled":
      // Exported twice, or modelled twice in one place: the same class in the same box with the same volume.
      return repeated(
        sql`${elements.ifcClass}, ${elements.boxM}, ${elements.volumeM3}`,
        and(elements.measured, isNotNull(elements.boxM)),
      );
    case "same_id":
      return repeated(sql`${elements.globalId}`, undefined);
    case "no_material":
      return and(elements.measured, sql`${elements.materials} = '[]'::jsonb`);
    case "unknown_material":
      return and(
        elements.measured,
        sql`exists (select 1 from jsonb_array_elements(${elements.materials}) part
          join materials on materials.tenant_id = ${tenantId} and materials.file_id = ${fileId}
            and materials.name = part ->> 'name' and materials.catalogue_id is null)`,
      );
    case "oversized":
      return sql`greatest(${elements.lengthM}, ${elements.boxM}[4], ${elements.boxM}[5], ${elements.boxM}[6]) > ${OVERSIZED_M}`;
    case "no_storey":
      return and(elements.measured, isNull(elements.storey), isNull(elements.parentGlobalId));
    case "low_confidence":
      return sql`${isDoubtful}`;
    case "corrected":
      return isNotNull(elements.found);
    case "excluded":
      return and(isNotNull(elements.found), eq(elements.measured, false));
  }
}
