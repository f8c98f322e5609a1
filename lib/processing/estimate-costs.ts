import { audit } from "#lib/audit/record.ts";
import { priceFile } from "#lib/estimates/price-file.ts";
import { storeCosts } from "#lib/estimates/store-costs.ts";
import { type RunRef, runStep } from "#lib/processing/run-step.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

/** Step 3: measures the file in the catalogue's units and prices it with the price book that is active now. */
export async function estimateCosts(ctx: Ctx, run: RunRef): Promise<void> {
  await runStep(ctx, run, "estimate_costs", {
    compute: () => ctx.transaction((tx) => priceFile(tx, ctx.tenant.id, run.fileId)),
    persist: async (tx, estimate) => {
      const id = await storeCosts(ctx, tx, estimate);
      await audit(
        ctx,
        tx,
        "estimate.priced",
        { type: "estimate", id },
        { file_id: run.fileId, run_id: run.runId, price_book_version: estimate.terms.book.priceVersion },
      );
    },
  });
}
