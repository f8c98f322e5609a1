import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { type EstimateRow, findEstimate } from "#lib/estimates/measured-model.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { type Calculation, calculateChanged } from "./calculate.ts";
import { changedLines } from "./changed-lines.ts";
import { Changes } from "./changes.ts";
import { type Figures, figuresOf, presentDifference, presentFigures } from "./present-figures.ts";
import type { WhatIfView } from "./views.ts";
import { type WhatIfLine, whatIfLines } from "./what-if-lines.ts";

export const WhatIf = z.strictObject({ changes: Changes });

/** Lines in one answer. */
const MOST_LINES = 200;

/**
 * What an estimate would come to with changes; nothing is stored. Throws `NotFound`, `Conflict` (`estimate_not_ready`,
 * `estimate_outdated`), and `Invalid` (`change_impossible`, `quantities_impossible`) that says why.
 */
export async function whatIf(
  ctx: Ctx,
  id: string,
  { changes }: z.output<typeof WhatIf>,
): Promise<z.input<typeof WhatIfView>> {
  requireRole(ctx, "viewer");
  return refuseImpossible(() =>
    ctx.transaction(async (tx) => {
      const { estimate, stored, calculation } = await calculateEstimate(tx, ctx.tenant.id, id, changes);
      return presentWhatIf(estimate, stored, calculation);
    }),
  );
}

/** An estimate, its lines and what changes make of them. Throws as `whatIf` does. */
export async function calculateEstimate(
  tx: Transaction,
  tenantId: string,
  id: string,
  changes: z.output<typeof Changes>,
) {
  const estimate = await findEstimate(tx, tenantId, id);
  const stored = await whatIfLines(tx, tenantId, id);
  return { estimate, stored, calculation: await calculateChanged(tx, tenantId, estimate, stored, changes) };
}

/** What a calculation comes to. */
export const figuresAfter = ({ costs, account }: Calculation): Figures => ({
  ...costs.totals,
  ...account.totals,
});

export const presentTerms = ({ costs, location }: Calculation) => ({
  location,
  location_factor: costs.location.factor,
  labor_rate: costs.laborRate,
  equipment_rate: costs.equipmentRate,
});

function presentWhatIf(
  estimate: EstimateRow,
  stored: readonly WhatIfLine[],
  calculation: Calculation,
): z.input<typeof WhatIfView> {
  const before = figuresOf(estimate);
  if (!before) throw new Error(`Estimate ${estimate.id} is complete and has no carbon`);
  const after = figuresAfter(calculation);
  const lines = changedLines(stored, calculation);
  return {
    estimate_id: estimate.id,
    before: presentFigures(estimate, before),
    after: presentFigures(estimate, after),
    difference: presentDifference(estimate, before, after),
    terms: presentTerms(calculation),
    lines: lines.slice(0, MOST_LINES),
    lines_changed: lines.length,
    unpriced: { before: estimate.unpriced.length, after: calculation.costs.unpriced.length },
    missing_carbon: {
      before: estimate.missingCarbon?.length ?? 0,
      after: calculation.account.missing.length,
    },
  };
}
