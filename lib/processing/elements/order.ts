import { and, asc, desc, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

const COLUMNS = {
  storey: elements.storey,
  ifc_class: elements.ifcClass,
  name: elements.name,
  length_m: elements.lengthM,
  area_m2: elements.areaM2,
  volume_m3: elements.volumeM3,
  weight_kg: elements.weightKg,
} as const;

/** By one column, what is not there last; elements alike, and all of them without `sort`, stand in the model's order. */
export const ElementOrder = z.object({
  sort: z.enum(["storey", "ifc_class", "name", "length_m", "area_m2", "volume_m3", "weight_kg"]).optional(),
  /** `asc` unless told. */
  order: z.enum(["asc", "desc"]).optional(),
});
export type ElementOrder = z.output<typeof ElementOrder>;

export function orderBy({ sort, order }: ElementOrder): SQL[] {
  if (!sort) return [order === "desc" ? desc(elements.ordinal) : asc(elements.ordinal)];
  const column = COLUMNS[sort];
  return [
    order === "desc" ? sql`${column} desc nulls last` : sql`${column} asc nulls last`,
    asc(elements.ordinal),
  ];
}

/** An order as one expression, for an aggregate. */
export const inOrder = (order: readonly SQL[]): SQL => sql.join([...order], sql`, `);

/**
 * What comes after an element in this order. Throws `Invalid` (`after_unknown`) where the place of the element has to be
 * looked up and it is not there.
 */
export async function comesAfter(
  tx: Transaction,
  key: { tenantId: string; fileId: string },
  { sort, order }: ElementOrder,
  ordinal: number,
): Promise<SQL | undefined> {
  if (!sort) return order === "desc" ? lt(elements.ordinal, ordinal) : gt(elements.ordinal, ordinal);
  const column = COLUMNS[sort];
  const [last] = await tx
    .select({ value: column })
    .from(elements)
    .where(
      and(
        eq(elements.tenantId, key.tenantId),
        eq(elements.fileId, key.fileId),
        eq(elements.ordinal, ordinal),
      ),
    );
  if (!last) throw new Invalid("after_unknown", problemText("processing.fileElementStart", { ordinal }));
  const later = gt(elements.ordinal, ordinal);
  if (last.value === null) return and(isNull(column), later);
  return or(
    order === "desc" ? lt(column, last.value) : gt(column, last.value),
    and(eq(column, last.value), later),
    isNull(column),
  );
}
