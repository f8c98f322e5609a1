import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import type { EstimateInput } from "#db/schema/estimates.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import type { EffectiveBook } from "#lib/price-books/effective-book.ts";
import { classifyMaterials } from "#lib/processing/materials/classify.ts";
import { manualMaterials } from "#lib/processing/materials/manual-input.ts";
import { measureManual } from "#lib/processing/materials/measure-manual.ts";
import { measureBatches } from "#lib/processing/materials/measure-model.ts";
import { normaliseMaterialName } from "#lib/processing/materials/normalise.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import { materialsOf, reclassifyFile, rememberedAssignments } from "./classify-file.ts";
import { elementsOf } from "./file-elements.ts";
import { type EstimateRow, linesOf, measuredModelOf } from "./measured-model.ts";

/**
 * An estimate's bill for another price book version, whose entries, names and densities may differ: measured anew from
 * its file's take-off, or from what was entered by hand. Where the file is gone the bill stays as it was measured.
 * Throws `Invalid` (`unit_not_convertible`) for a unit by hand that does not fit the version's entry.
 */
export async function remeasure(
  tx: Transaction,
  tenantId: string,
  estimate: EstimateRow,
  book: EffectiveBook,
): Promise<MeasuredModel> {
  if (estimate.input) return measureByHand(tx, tenantId, estimate.input, book);
  const { fileId } = estimate;
  if (!fileId || !(await hasTakeoff(tx, tenantId, fileId)))
    return measuredModelOf(estimate, await linesOf(tx, tenantId, estimate.id));
  await reclassifyFile(tx, { tenantId, fileId }, book);
  return measureBatches(
    elementsOf(tx, tenantId, fileId)(),
    await materialsOf(tx, tenantId, fileId),
    book.catalogue,
  );
}

/** Quantities entered by hand, in the units of a version's catalogue. Throws `Invalid` as above. */
export async function measureByHand(
  tx: Transaction,
  tenantId: string,
  input: EstimateInput,
  { catalogue, names }: EffectiveBook,
): Promise<MeasuredModel> {
  const materials = manualMaterials({ materials: input });
  const classified = classifyMaterials(
    materials.map(({ name }) => ({ name, ifcClasses: [] })),
    {
      remembered: await rememberedAssignments(tx, tenantId),
      // A name that the form offered is that entry, whatever a rule would make of its words.
      ownNames: new Map([
        ...[...catalogue.values()].map(({ id, name }) => [normaliseMaterialName(name), id] as const),
        ...names,
      ]),
      catalogueIds: new Set(catalogue.keys()),
    },
  );
  return measureManual(materials, classified, catalogue);
}

async function hasTakeoff(tx: Transaction, tenantId: string, fileId: string): Promise<boolean> {
  const found = await tx
    .select({ fileId: fileAnalyses.fileId })
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  return found.length > 0;
}
