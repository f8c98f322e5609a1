import { and, eq, lt, sql } from "drizzle-orm";
import { estimateVariants } from "#db/schema/variants.ts";
import { audit } from "#lib/audit/record.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { lockVariant, type VariantRef } from "./find-variant.ts";

/** Deletes a variant; `restoreVariant` has it back within a day. What was deleted before that goes for good. Throws `NotFound`. */
export async function deleteVariant(ctx: Ctx, ref: VariantRef): Promise<void> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  await ctx.transaction(async (tx) => {
    await lockEstimate(tx, tenantId, ref.id);
    const { id, name } = await lockVariant(tx, tenantId, ref, "present");
    await tx
      .delete(estimateVariants)
      .where(
        and(
          eq(estimateVariants.tenantId, tenantId),
          eq(estimateVariants.estimateId, ref.id),
          lt(estimateVariants.deletedAt, sql`now() - interval '1 day'`),
        ),
      );
    await tx
      .update(estimateVariants)
      .set({ deletedAt: new Date() })
      .where(and(eq(estimateVariants.tenantId, tenantId), eq(estimateVariants.id, id)));
    await audit(ctx, tx, "variant.deleted", { type: "estimate", id: ref.id }, { variant_id: id, name });
  });
}
