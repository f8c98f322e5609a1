import { asc, desc } from "drizzle-orm";
import { z } from "zod";
import { billingPlans, PLAN_IDS } from "#db/schema/billing.ts";
import { withSystem } from "#db/tenant.ts";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import { usualArchiveTerms } from "#lib/billing/plans/archive-terms.ts";
import { type PlanOffer, presentPlan } from "#lib/billing/plans/read-plan.ts";
import { Conflict, Invalid } from "#lib/errors.ts";
import { COMMAND, type OperatorCtx } from "#lib/operators/context.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { minorDigits } from "#lib/processing/costs/currency.ts";
import { monthOf } from "#lib/usage/month.ts";

const Price = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, "Write a price as a decimal such as 99.00.");
const Whole = z.number().int().min(0);

/** A version of a plan. Prices as decimal strings of the currency; storage in bytes. */
export const AddPlanVersion = z.strictObject({
  id: z.enum(PLAN_IDS),
  currency: z.string().trim().toUpperCase().default("USD"),
  valid_from: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Name a month such as "2027-01".'),
  /** On plan cards and invoice lines; the plan's own unless told. */
  name: z.string().trim().min(2).max(60).optional(),
  monthly_price: Price,
  file_limit: Whole.max(2 ** 31 - 1),
  storage_limit: Whole.max(2 ** 50),
  /** These three as in the version before (lib/billing/plans/archive-terms.ts) unless told. */
  archive_limit: Whole.max(2 ** 50).optional(),
  extra_archive_gib: Price.optional(),
  restored_gib: Price.optional(),
  api_calls_limit: Whole.max(10 ** 8),
  extra_file: Price,
  extra_gib: Price,
  extra_1k_api_calls: Price,
  seat_limit: Whole.min(1)
    .max(2 ** 31 - 1)
    .nullable()
    .default(null),
  /** Ten for paid plans, one for the free one, unless told. */
  cap_factor: z.number().int().min(1).max(20).optional(),
});

/**
 * A new version of a plan, in force from the first of a month that has not begun; versions are never rewritten.
 * Throws `Invalid` (`month_begun`, `currency_invalid`) and `Conflict` (`plan_version_exists`).
 */
export async function addPlanVersion(
  input: z.output<typeof AddPlanVersion>,
  now = new Date(),
  by: OperatorCtx = COMMAND,
): Promise<z.input<typeof PlanOffer>> {
  minorDigits(input.currency);
  const validFrom = `${input.valid_from}-01`;
  if (validFrom <= monthOf(now))
    throw new Invalid(
      "month_begun",
      "Prices never change for a month that has begun. Let the version start with a later month.",
    );
  const row = await withSystem(async (tx) => {
    const usual = await usualArchiveTerms(tx, {
      id: input.id,
      currency: input.currency,
      validFrom,
      costPerGbStorage: input.extra_gib,
    });
    const [made] = await tx
      .insert(billingPlans)
      .values({
        id: input.id,
        currency: input.currency,
        validFrom,
        name: input.name ?? PLAN_NAMES[input.id],
        monthlyPrice: input.monthly_price,
        fileProcessingLimit: input.file_limit,
        storageLimit: input.storage_limit,
        apiCallsLimit: input.api_calls_limit,
        costPerExtraFile: input.extra_file,
        costPerGbStorage: input.extra_gib,
        costPer1kApiCalls: input.extra_1k_api_calls,
        archiveLimit: input.archive_limit ?? usual.archiveLimit,
        costPerGbArchive: input.extra_archive_gib ?? usual.costPerGbArchive,
        costPerGbRestore: input.restored_gib ?? usual.costPerGbRestore,
        seatLimit: input.seat_limit,
        capFactor: input.cap_factor ?? (input.id === "free" ? 1 : 10),
      })
      .onConflictDoNothing()
      .returning();
    if (made) await recordDeed(tx, by, "plan_version.added", input);
    return made;
  });
  if (!row)
    throw new Conflict(
      "plan_version_exists",
      `The plan ${PLAN_NAMES[input.id]} has a version from ${input.valid_from} in ${input.currency} already. Choose another month.`,
    );
  return presentPlan(row);
}

/** Every version of every plan, the newest first. */
export async function listPlanVersions(): Promise<{ items: z.input<typeof PlanOffer>[] }> {
  const rows = await withSystem((tx) =>
    tx
      .select()
      .from(billingPlans)
      .orderBy(asc(billingPlans.id), asc(billingPlans.currency), desc(billingPlans.validFrom)),
  );
  return { items: rows.map(presentPlan) };
}
