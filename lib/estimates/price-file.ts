import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { fileAnalyses } from "#db/schema/files.ts";
import { findFile } from "#lib/files/find-file.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import type { CostEstimate } from "#lib/processing/costs/types.ts";
import { measureBatches } from "#lib/processing/materials/measure-model.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import { materialsOf } from "./classify-file.ts";
import { elementsOf } from "./file-elements.ts";
import { floorAreaOf } from "./floor-area.ts";
import { estimateOfFile } from "./measured-model.ts";
import type { EstimateHead } from "./store-costs.ts";
import { type Terms, termsFor } from "./terms.ts";

/** A file's bill of quantities, priced. Without a price book's id the active version. What a person chose for it before stays. */
export async function priceFile(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  priceBookId?: string,
): Promise<{ head: EstimateHead; model: MeasuredModel; costs: CostEstimate; terms: Terms }> {
  const file = await findFile(tx, fileId);
  const [analysis] = await tx
    .select()
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  if (!analysis) throw new Error(`File ${fileId} is priced before its take-off`);
  const before = await estimateOfFile(tx, tenantId, fileId);
  const chosen = before?.chosen ?? {};
  const terms = await termsFor(tx, tenantId, chosen, priceBookId);
  const model = await measureBatches(
    elementsOf(tx, tenantId, fileId)(),
    await materialsOf(tx, tenantId, fileId),
    terms.book.catalogue,
  );
  return {
    head: {
      fileId,
      name: file.filename,
      description: before?.description ?? "",
      input: null,
      floorAreaM2: floorAreaOf(analysis).m2,
      storeys: analysis.storeys.map((storey) => storey.name),
      chosen,
    },
    model,
    costs: estimateCosts(model, terms.book.catalogue, terms.book.prices, terms.options),
    terms,
  };
}
