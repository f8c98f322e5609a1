import { classifyElements, rememberedAssignments, storeMaterials } from "#lib/estimates/classify-file.ts";
import { elementsOf } from "#lib/estimates/file-elements.ts";
import { effectiveBook } from "#lib/price-books/effective-book.ts";
import { type RunRef, runStep } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Step 2: takes each material of the file for a catalogue entry, or lists it as unknown. */
export async function classifyMaterials(ctx: Ctx, run: RunRef): Promise<void> {
  const tenantId = ctx.tenant.id;
  await runStep(ctx, run, "classify_materials", {
    compute: () =>
      ctx.transaction(async (tx) =>
        classifyElements(
          elementsOf(tx, tenantId, run.fileId),
          await rememberedAssignments(tx, tenantId),
          await effectiveBook(tx, tenantId),
        ),
      ),
    persist: (tx, materials) => storeMaterials(tx, { tenantId, fileId: run.fileId }, materials),
  });
}
