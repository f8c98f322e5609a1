import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { estimateVariants } from "#db/schema/variants.ts";
import { NotFound } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";

export type VariantRow = typeof estimateVariants.$inferSelect;

/** Names a variant of an estimate. */
export interface VariantRef {
  id: string;
  variantId: string;
}

/** A variant of the running tenant's, held until the transaction ends. Throws `NotFound`. */
export async function lockVariant(
  tx: Transaction,
  tenantId: string,
  { id, variantId }: VariantRef,
  which: "present" | "deleted",
): Promise<VariantRow> {
  const { deletedAt } = estimateVariants;
  const [row] = await tx
    .select()
    .from(estimateVariants)
    .where(
      and(
        eq(estimateVariants.tenantId, tenantId),
        eq(estimateVariants.estimateId, id),
        eq(estimateVariants.id, variantId),
        which === "present" ? isNull(deletedAt) : isNotNull(deletedAt),
      ),
    )
    .for("update");
  if (!row)
    throw new NotFound(
      "variant_not_found",
      which === "present"
        ? problemText("variants.variantEstimateList")
        : problemText("variants.variantDeletedToo"),
    );
  return row;
}

/** The estimate's variants that are not deleted. */
export const variantsOf = (tenantId: string, estimateId: string) =>
  and(
    eq(estimateVariants.tenantId, tenantId),
    eq(estimateVariants.estimateId, estimateId),
    isNull(estimateVariants.deletedAt),
  );
