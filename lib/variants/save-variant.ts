import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { estimateVariants } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { Conflict } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { refuseImpossible } from "#lib/estimates/refuse-impossible.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { calculateValues } from "./calculate-values.ts";
import { Changes } from "./changes.ts";
import { variantsOf } from "./find-variant.ts";
import { presentVariant } from "./present-variant.ts";
import type { VariantView } from "./views.ts";

export const VariantName = z.string().trim().min(1, issueText("variants.giveTheVariant")).max(120);

export const SaveVariant = z.strictObject({
  name: VariantName,
  changes: Changes.refine((changes) => changes.length > 0, issueText("variants.changeSomethingThen")),
});

/** More than a person compares; they stand in one answer. */
export const MOST_VARIANTS = 50;

/**
 * Keeps changes to an estimate under a name, with what they come to. The estimate stays as it is. Throws as `whatIf` does,
 * and `Conflict` (`too_many_variants`).
 */
export async function saveVariant(
  ctx: Ctx,
  id: string,
  input: z.output<typeof SaveVariant>,
): Promise<z.input<typeof VariantView>> {
  requireRole(ctx, "editor");
  return refuseImpossible(() => ctx.transaction((tx) => saveIn(ctx, tx, id, input)));
}

async function saveIn(
  ctx: Ctx,
  tx: Transaction,
  id: string,
  { name, changes }: z.output<typeof SaveVariant>,
) {
  const tenantId = ctx.tenant.id;
  await lockEstimate(tx, tenantId, id);
  await refuseTooMany(tx, tenantId, id);
  const { estimate, values } = await calculateValues(tx, tenantId, id, changes);
  const [row] = await tx
    .insert(estimateVariants)
    .values({ ...values, tenantId, estimateId: id, name, changes, createdBy: actor(ctx) })
    .returning();
  if (!row) throw new Error("The variant was not stored");
  await audit(
    ctx,
    tx,
    "variant.saved",
    { type: "estimate", id },
    { variant_id: row.id, name, changes: changes.length },
  );
  return presentVariant(tx, estimate, row);
}

/** Throws `Conflict` (`too_many_variants`) where there is no room for one more; the estimate is held. */
export async function refuseTooMany(tx: Transaction, tenantId: string, id: string): Promise<void> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(estimateVariants)
    .where(variantsOf(tenantId, id));
  if ((row?.count ?? 0) < MOST_VARIANTS) return;
  throw new Conflict(
    "too_many_variants",
    problemText("variants.estimateMostVariants", { mostVariants: MOST_VARIANTS }),
  );
}
