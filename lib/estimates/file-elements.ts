import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";

/** Small enough that reading and measuring one never holds the event loop for long. */
const BATCH = 500;

/** What estimating reads of an element; where its quantities came from is of no account here. */
const COLUMNS = {
  ordinal: elements.ordinal,
  ifcClass: elements.ifcClass,
  name: elements.name,
  typeName: elements.typeName,
  predefinedType: elements.predefinedType,
  isExternal: elements.isExternal,
  loadBearing: elements.loadBearing,
  storey: elements.storey,
  lengthM: elements.lengthM,
  areaM2: elements.areaM2,
  volumeM3: elements.volumeM3,
  weightKg: elements.weightKg,
  materials: elements.materials,
  measured: elements.measured,
};

/** Elements in order, batch by batch; every call starts anew. */
export type ElementSource = () => AsyncIterable<TakeoffElement[]>;

/**
 * A file's stored elements, as the estimating functions take them. Each is named by its ordinal in place of its GlobalId:
 * that is unique even where a model repeats ids, and is what lines of an estimate refer to.
 */
export function elementsOf(tx: Transaction, tenantId: string, fileId: string): ElementSource {
  return async function* batches() {
    for (let last = -1; ; ) {
      const rows = await tx
        .select(COLUMNS)
        .from(elements)
        .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), gt(elements.ordinal, last)))
        .orderBy(asc(elements.ordinal))
        .limit(BATCH);
      yield rows.map(({ ordinal, lengthM, areaM2, volumeM3, weightKg, ...row }) => ({
        ...row,
        globalId: String(ordinal),
        quantities: present({ lengthM, areaM2, volumeM3, weightKg }),
        sources: {},
        parentGlobalId: null,
      }));
      const end = rows.at(-1);
      if (!end || rows.length < BATCH) return;
      last = end.ordinal;
    }
  };
}

/** Without the quantities that are not there. */
function present(
  values: Record<keyof Required<TakeoffElement["quantities"]>, number | null>,
): TakeoffElement["quantities"] {
  const quantities: TakeoffElement["quantities"] = {};
  for (const key of ["lengthM", "areaM2", "volumeM3", "weightKg"] as const) {
    const value = values[key];
    if (value !== null) quantities[key] = value;
  }
  return quantities;
}
