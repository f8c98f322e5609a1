import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { elements } from "#db/schema/files.ts";
import type { ElementMaterial, TakeoffStorey } from "#lib/processing/types.ts";

export const GROUPINGS = ["storey", "class", "material"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Stands for what is not there: in no storey, without a material. */
export const NONE = "none";

/** By what elements stand in one group: a storey's index, a class or a material's name; null: in no storey, without one. */
export function groupKey(by: Grouping, storeys: readonly TakeoffStorey[]): SQL<string | number | null> {
  if (by === "class") return sql`${elements.ifcClass}`;
  return by === "material" ? materialKey(elements.materials) : storeyKey(storeys);
}

/** A material that is really called `none` stands with what has none, as the filter has it. */
export const materialKey = (materials: SQLWrapper): SQL<string | null> =>
  sql`nullif(${mainMaterial(materials)}, ${NONE})`;

/** The key of a group as filters take it, and its name. */
export function groupName(
  key: string | number | null,
  storeys: readonly TakeoffStorey[],
): { key: string; name: string | null } {
  const name = typeof key === "number" ? (storeys[key]?.name ?? null) : key;
  return { key: name ?? NONE, name };
}

/** Storeys of one name are one group, as they are one storey in the filter. */
function storeyKey(storeys: readonly TakeoffStorey[]): SQL<number | null> {
  const same = storeys.flatMap(({ name }, index) => {
    const first = storeys.findIndex((storey) => storey.name === name);
    if (name === NONE) return [sql`when ${sql.raw(String(index))} then null`];
    return first < index ? [sql`when ${sql.raw(String(index))} then ${sql.raw(String(first))}`] : [];
  });
  if (same.length === 0) return sql`${elements.storey}`;
  return sql`case ${elements.storey} ${sql.join(same, sql` `)} else ${elements.storey} end`;
}

/** Whether a quantity of an element could not be confirmed; null where it has no sources. */
export const isDoubtful: SQL<boolean | null> = sql`(${elements.sources}->>'volumeM3' = 'low_confidence'
  or ${elements.sources}->>'areaM2' = 'low_confidence'
  or ${elements.sources}->>'lengthM' = 'low_confidence'
  or ${elements.sources}->>'weightKg' = 'low_confidence'
  or ${elements.sources}->>'count' = 'low_confidence')`;

/** The name of the material with the largest share, the first of equals; null without materials. As `mainMaterialOf`. */
export const mainMaterial = (materials: SQLWrapper): SQL<string | null> =>
  sql`case when jsonb_array_length(${materials}) > 1
    then (select m.part->>'name' from jsonb_array_elements(${materials}) with ordinality m(part, place)
      order by (m.part->>'share')::float8 desc, m.place limit 1)
    else ${materials}->0->>'name' end`;

export function mainMaterialOf(materials: readonly ElementMaterial[]): string | null {
  const [first, ...others] = materials;
  if (!first) return null;
  return others.reduce((main, other) => (other.share > main.share ? other : main), first).name;
}
