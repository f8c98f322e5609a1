import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";

const BATCH = 5000;

/**
 * A file's stored elements, as the estimating functions take them. Each is named by its ordinal in place of its GlobalId:
 * that is unique even where a model repeats ids, and is what lines of an estimate refer to.
 */
export async function elementsOf(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<TakeoffElement[]> {
  const all: TakeoffElement[] = [];
  for (let last = -1; ; ) {
    const rows = await tx
      .select()
      .from(elements)
      .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), gt(elements.ordinal, last)))
      .orderBy(asc(elements.ordinal))
      .limit(BATCH);
    for (const row of rows) all.push(asTakeoffElement(row));
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return all;
    last = end.ordinal;
  }
}

function asTakeoffElement(row: typeof elements.$inferSelect): TakeoffElement {
  const quantities: TakeoffElement["quantities"] = {};
  for (const key of ["lengthM", "areaM2", "volumeM3", "weightKg"] as const) {
    const value = row[key];
    if (value !== null) quantities[key] = value;
  }
  const { ifcClass, name, typeName, predefinedType, storey, sources, materials, measured } = row;
  return {
    globalId: String(row.ordinal),
    ifcClass,
    name,
    typeName,
    predefinedType,
    storey,
    quantities,
    sources,
    materials,
    parentGlobalId: null,
    measured,
  };
}
