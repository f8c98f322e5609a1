import { setImmediate } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { materialAssignments, materials } from "#db/schema/estimates.ts";
import { decimal, round } from "#lib/catalogue/decimal.ts";
import type { Catalogue, CatalogueEntry } from "#lib/catalogue/types.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import { classifyMaterials, type MaterialClassification } from "#lib/processing/materials/classify.ts";
import { MaterialNames } from "#lib/processing/materials/measure-model.ts";
import { measurePart, partVolume } from "#lib/processing/materials/measure-part.ts";
import type { ElementMaterial, Quantities, TakeoffElement } from "#lib/processing/types.ts";
import { type ElementSource, elementsOf } from "./file-elements.ts";

export type MaterialRow = Omit<typeof materials.$inferSelect, "tenantId" | "fileId">;

/**
 * Takes a file's materials for entries of a price book version's catalogue, with how much of each there is: net m³, and
 * kg of what has a mass, with the number of elements it leaves out. Reads the elements twice, batch by batch.
 */
export async function classifyElements(
  elements: ElementSource,
  remembered: ReadonlyMap<string, string>,
  { catalogue, names: ownNames }: Pick<EffectiveBook, "catalogue" | "names">,
): Promise<MaterialRow[]> {
  const names = new MaterialNames();
  for await (const batch of elements()) names.add(batch);
  const classified: MaterialClassification[] = [];
  const options = { remembered, ownNames, catalogueIds: new Set(catalogue.keys()) };
  const found = names.list();
  for (let from = 0; from < found.length; from += NAMES_PER_TURN) {
    classified.push(...classifyMaterials(found.slice(from, from + NAMES_PER_TURN), options));
    await setImmediate();
  }
  const amounts = new Map(classified.map((found) => [found.name, new Amount(found, catalogue)]));
  for await (const batch of elements()) {
    for (const element of batch) {
      if (!element.measured) continue;
      for (const [name, parts] of partsByName(element)) amounts.get(name)?.add(element.quantities, parts);
    }
  }
  return [...amounts.values()].map((amount) => amount.row());
}

/** Names tried against every rule in one turn of the event loop. */
const NAMES_PER_TURN = 200;

function partsByName({ materials: parts }: TakeoffElement): Map<string, ElementMaterial[]> {
  const byName = new Map<string, ElementMaterial[]>();
  for (const part of parts) {
    const known = byName.get(part.name);
    if (known) known.push(part);
    else byName.set(part.name, [part]);
  }
  return byName;
}

/** How much there is of one material. */
class Amount {
  private readonly found: MaterialClassification;
  private readonly entry: CatalogueEntry | undefined;
  private volume = decimal(0);
  private mass = decimal(0);
  private elements = 0;
  private unweighed = 0;

  constructor(found: MaterialClassification, catalogue: Catalogue) {
    this.found = found;
    this.entry = found.catalogueId === null ? undefined : catalogue.get(found.catalogueId);
  }

  /** Takes an element's parts of this material. */
  add(quantities: Quantities, parts: readonly ElementMaterial[]): void {
    let isWeighed = true;
    for (const { share, shareAssumed, uncounted, thicknessM } of parts) {
      const geometry = { quantities, share, thicknessM };
      const isMeasured = !shareAssumed && !(uncounted && this.entry?.unit === "pcs");
      const mass = this.entry && isMeasured ? measurePart(this.entry, geometry)?.massKg : null;
      this.volume = this.volume.plus(partVolume(geometry) ?? 0);
      if (mass) this.mass = this.mass.plus(mass);
      else isWeighed = false;
    }
    this.elements++;
    if (!isWeighed) this.unweighed++;
  }

  row(): MaterialRow {
    return {
      ...this.found,
      volumeM3: round(this.volume, 6),
      massKg: this.mass.isZero() ? null : round(this.mass, 3),
      elements: this.elements,
      unweighedElements: this.unweighed,
    };
  }
}

/** Classifies a file's materials by a price book version, anew, and replaces what is stored of them. */
export async function reclassifyFile(
  tx: Transaction,
  key: { tenantId: string; fileId: string },
  book: Pick<EffectiveBook, "catalogue" | "names">,
): Promise<void> {
  const { tenantId, fileId } = key;
  const remembered = await rememberedAssignments(tx, tenantId);
  await storeMaterials(tx, key, await classifyElements(elementsOf(tx, tenantId, fileId), remembered, book));
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
    .sort(
      (a, b) => decimal(b.volumeM3).comparedTo(decimal(a.volumeM3)) || a.name.localeCompare(b.name, "en"),
    );
}
