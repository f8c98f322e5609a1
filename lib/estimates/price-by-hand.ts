import type { Transaction } from "#db/client.ts";
import type { ChosenTerms, EstimateInput } from "#db/schema/estimates.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import type { CostEstimate } from "#lib/processing/costs/types.ts";
import { type ManualEstimateInput, manualMaterials } from "#lib/processing/materials/manual-input.ts";
import type { MeasuredModel } from "#lib/processing/materials/types.ts";
import { measureByHand } from "./remeasure.ts";
import { type Terms, termsFor } from "./terms.ts";

/**
 * Quantities entered by hand, measured and priced with the organisation's active book; nothing is stored. Throws
 * `Invalid` (`unit_not_convertible`) for a unit that does not fit its material.
 */
export async function priceInput(
  tx: Transaction,
  tenantId: string,
  input: ManualEstimateInput,
): Promise<{
  entered: EstimateInput;
  chosen: ChosenTerms;
  model: MeasuredModel;
  costs: CostEstimate;
  terms: Terms;
}> {
  const chosen = {
    location: input.location,
    laborRate: input.labor_rate,
    equipmentRate: input.equipment_rate,
  };
  const terms = await termsFor(tx, tenantId, chosen);
  const { catalogue, prices } = terms.book;
  const entered: EstimateInput = Object.fromEntries(
    manualMaterials(input).map(({ name, quantity, unit }) => [name, { quantity, unit }]),
  );
  const model = await measureByHand(tx, tenantId, entered, terms.book);
  return { entered, chosen, model, costs: estimateCosts(model, catalogue, prices, terms.options), terms };
}

/** What an estimate by hand is called: the first line of its description, else its materials. */
export function nameByHand(input: Pick<ManualEstimateInput, "materials" | "description">): string {
  const first = (input.description ?? "").split("\n")[0]?.slice(0, 120);
  return (
    first ||
    manualMaterials(input)
      .map(({ name }) => name)
      .join(", ")
      .slice(0, 120)
  );
}
