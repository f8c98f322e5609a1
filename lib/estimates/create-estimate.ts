import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { audit } from "#lib/audit/record.ts";
import { ManualEstimateInput } from "#lib/processing/materials/manual-input.ts";
import { openProject } from "#lib/projects/find-project.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { completeEstimate } from "./complete-estimate.ts";
import { nameByHand, priceInput } from "./price-by-hand.ts";
import { refuseImpossible } from "./refuse-impossible.ts";
import { storeCosts } from "./store-costs.ts";

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
  const { entered, chosen, model, costs, terms } = await priceInput(tx, ctx.tenant.id, input);
  const description = input.description ?? "";
  return storeCosts(ctx, tx, {
    projectId: input.project_id ?? null,
    head: {
      fileId: null,
      name: nameByHand(input),
      description,
      input: entered,
      floorAreaM2: input.floor_area_m2 ?? null,
      storeys: [],
      chosen,
    },
    model,
    costs,
    terms,
  });
}
