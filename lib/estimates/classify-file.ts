import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { materialAssignments, materials } from "#db/schema/estimates.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { classifyMaterials, type MaterialClassification } from "#lib/processing/materials/classify.ts";
import { materialNamesOf } from "#lib/processing/materials/measure-model.ts";
import { measurePart, partVolume } from "#lib/processing/materials/measure-part.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";

export type MaterialRow = Omit<typeof materials.$inferSelect, "tenantId" | "fileId">;

/** Takes a file's materials for catalogue entries, with how much of each there is: net m³, and kg where it can be known. */
export function classifyElements(
  elements: readonly TakeoffElement[],
  remembered: ReadonlyMap<string, string>,
): MaterialRow[] {
  const catalogueIds = new Set(DEFAULT_CATALOGUE.keys());
  const amounts = new Map(
    classifyMaterials(materialNamesOf(elements), { remembered, catalogueIds }).map((found) => [
      found.name,
      { found, volume: decimal(0), mass: decimal(0), unweighed: false, elements: 0 },
    ]),
  );
  for (const { quantities, materials: parts, measured } of elements) {
    if (!measured) continue;
    const counted = new Set<string>();
    for (const { name, share, thicknessM } of parts) {
      const amount = amounts.get(name);
      if (!amount) continue;
      if (!counted.has(name)) amount.elements++;
      counted.add(name);
      const geometry = { quantities, share, thicknessM };
      const entry =
        amount.found.catalogueId === null ? undefined : DEFAULT_CATALOGUE.get(amount.found.catalogueId);
      const mass = entry && measurePart(entry, geometry)?.massKg;
      amount.volume = amount.volume.plus(partVolume(geometry) ?? 0);
      if (mass) amount.mass = amount.mass.plus(mass);
      else amount.unweighed = true;
    }
  }
  return [...amounts.values()].map(({ found, volume, mass, unweighed, elements: count }) => ({
    ...found,
    volumeM3: round(volume, 6),
    massKg: unweighed || count === 0 ? null : round(mass, 3),
    elements: count,
  }));
}

/** What the tenant's people assigned before, by normalised name. */
export async function rememberedAssignments(tx: Transaction, tenantId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ name: materialAssignments.normalisedName, catalogueId: materialAssignments.catalogueId })
    .from(materialAssignments)
    .where(eq(materialAssignments.tenantId, tenantId));
  return new Map(rows.map((row) => [row.name, row.catalogueId]));
}

const ROWS_PER_INSERT = 1000;

/** Replaces what is stored of a file's materials. */
export async function storeMaterials(
  tx: Transaction,
  key: { tenantId: string; fileId: string },
  rows: MaterialRow[],
): Promise<void> {
  await tx
    .delete(materials)
    .where(and(eq(materials.tenantId, key.tenantId), eq(materials.fileId, key.fileId)));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx
      .insert(materials)
      .values(rows.slice(from, from + ROWS_PER_INSERT).map((row) => ({ ...key, ...row })));
  }
}

/** A file's stored materials, the most volume first. */
export async function materialsOf(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<(MaterialRow & MaterialClassification)[]> {
  const rows = await tx
    .select()
    .from(materials)
    .where(and(eq(materials.tenantId, tenantId), eq(materials.fileId, fileId)));
  return rows
    .map(({ tenantId: _, fileId: __, ...row }) => row)
    .sort((a, b) => decimal(b.volumeM3).comparedTo(decimal(a.volumeM3)) || a.name.localeCompare(b.name));
}
