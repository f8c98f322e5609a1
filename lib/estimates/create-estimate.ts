import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import type { EstimateInput } from "#db/schema/estimates.ts";
import { audit } from "#lib/audit/record.ts";
import { estimateCosts } from "#lib/processing/costs/estimate-costs.ts";
import { ManualEstimateInput, manualMaterials } from "#lib/processing/materials/manual-input.ts";
import { openProject } from "#lib/projects/find-project.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { completeEstimate } from "./complete-estimate.ts";
import { refuseImpossible } from "./refuse-impossible.ts";
import { measureByHand } from "./remeasure.ts";
import { storeCosts } from "./store-costs.ts";
import { termsFor } from "./terms.ts";

export const CreateEstimate = ManualEstimateInput.extend({ project_id: z.uuid().nullish() });

/**
 * An estimate of quantities entered by hand, priced and carbon-counted as a file's. Names that nothing is known for are
 * listed as unpriced. Throws `NotFound` and `Conflict` for a project that nothing can be put into, `Invalid`: `unit_not_convertible` for a unit that does not fit its material,
 * `quantities_impossible` for amounts that cannot be counted.
 */
export async function createEstimate(
  ctx: Ctx,
  input: z.output<typeof CreateEstimate>,
): Promise<{ id: string; created: true }> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => createIn(ctx, tx, input)));
}

async function createIn(ctx: Ctx, tx: Transaction, input: z.output<typeof CreateEstimate>) {
  if (input.project_id) await openProject(tx, input.project_id);
  const id = await priceByHand(ctx, tx, input);
  await completeEstimate(tx, ctx.tenant.id, id);
  await audit(
    ctx,
    tx,
    "estimate.created",
    { type: "estimate", id },
    { materials: Object.keys(input.materials).length },
  );
  return { id, created: true as const };
}

async function priceByHand(
  ctx: Ctx,
  tx: Transaction,
  input: z.output<typeof CreateEstimate>,
): Promise<string> {
  const chosen = {
    location: input.location,
    laborRate: input.labor_rate,
    equipmentRate: input.equipment_rate,
  };
  const terms = await termsFor(tx, ctx.tenant.id, chosen);
  const { catalogue, prices } = terms.book;
  const materials = manualMaterials(input);
  const entered: EstimateInput = Object.fromEntries(
    materials.map(({ name, quantity, unit }) => [name, { quantity, unit }]),
  );
  const model = await measureByHand(tx, ctx.tenant.id, entered, terms.book);
  const description = input.description ?? "";
  return storeCosts(ctx, tx, {
    projectId: input.project_id ?? null,
    head: {
      fileId: null,
      name:
        description.split("\n")[0]?.slice(0, 120) ||
        materials
          .map(({ name }) => name)
          .join(", ")
          .slice(0, 120),
      description,
      input: entered,
      floorAreaM2: input.floor_area_m2 ?? null,
      storeys: [],
      chosen,
    },
    model,
    costs: estimateCosts(model, catalogue, prices, terms.options),
    terms,
  });
}
