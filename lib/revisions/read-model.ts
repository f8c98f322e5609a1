import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import type { Quantities, QuantityKey } from "#lib/processing/types.ts";
import type { ComparedElement } from "./compared-element.ts";

/** Rows of one read: few enough not to hold the event loop. */
const BATCH = 2000;
const QUANTITIES: readonly QuantityKey[] = ["lengthM", "areaM2", "volumeM3", "weightKg"];

/** What a file's elements are compared by, in order. */
export async function readComparedElements(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<ComparedElement[]> {
  const found: ComparedElement[] = [];
  for (let last = -1; ; ) {
    const rows = await tx
      .select({
        ordinal: elements.ordinal,
        globalId: elements.globalId,
        ifcClass: elements.ifcClass,
        name: elements.name,
        storey: elements.storey,
        lengthM: elements.lengthM,
        areaM2: elements.areaM2,
        volumeM3: elements.volumeM3,
        weightKg: elements.weightKg,
        materials: elements.materials,
        box: elements.boxM,
      })
      .from(elements)
      .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), gt(elements.ordinal, last)))
      .orderBy(asc(elements.ordinal))
      .limit(BATCH);
    for (const { lengthM, areaM2, volumeM3, weightKg, ...row } of rows) {
      const quantities: Quantities = {};
      for (const key of QUANTITIES) {
        const value = { lengthM, areaM2, volumeM3, weightKg }[key];
        if (value !== null) quantities[key] = value;
      }
      found.push({ ...row, quantities });
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return found;
    last = end.ordinal;
  }
}
