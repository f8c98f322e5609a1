import { z } from "zod";
import { boqBills, CLASSIFICATIONS } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { readPriceLevels } from "#lib/search/levels/price-levels.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { billRowOf, DEFAULT_CLASSIFICATION, findBill, lockBill } from "./find-bill.ts";
import { presentBill } from "./present-bill.ts";
import { refuseBeyondCounting } from "./refuse-beyond-counting.ts";
import { BillTerms, MARK_UPS, NO_TERMS } from "./terms.ts";
import type { BillView } from "./views.ts";

export const ChangeBill = z
  .strictObject({
    classification: z.enum(CLASSIFICATIONS).optional(),
    /** What is left out stays as it is; null takes it away. */
    terms: BillTerms.partial().optional(),
  })
  .refine(
    ({ classification, terms }) => classification !== undefined || terms !== undefined,
    issueText("boq.nothing"),
  );

/**
 * Chooses a bill's classification, and what is laid upon its works. Throws `NotFound`, `Conflict` (`bill_approved`), and
 * `Invalid` (`bill_terms_invalid`) for an unknown series or a part of the smallest coin.
 */
export async function changeBill(
  ctx: Ctx,
  estimateId: string,
  input: z.output<typeof ChangeBill>,
): Promise<z.input<typeof BillView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  return refuseBeyondCounting(() =>
    ctx.transaction(async (tx) => {
      const { minorDigits } = await lockBill(tx, tenantId, estimateId);
      const present = await billRowOf(tx, tenantId, estimateId);
      const before = {
        classification: present?.classification ?? DEFAULT_CLASSIFICATION,
        terms: present?.terms ?? NO_TERMS,
      };
      const after = {
        classification: input.classification ?? before.classification,
        terms: { ...before.terms, ...input.terms },
      };
      const { escalation } = after.terms;
      if (escalation?.method === "series") {
        const { series } = await readPriceLevels(tx);
        if (!series.some((one) => one.series.toLowerCase() === escalation.series.toLowerCase()))
          throw invalid(
            "terms.escalation.series",
            problemText("boq.noSeries", { series: escalation.series }),
          );
      }
      for (const name of MARK_UPS) {
        const markUp = after.terms[name];
        if (markUp?.kind === "lump" && (decimal(markUp.value).decimalPlaces() ?? 0) > minorDigits)
          throw invalid(`terms.${name}.value`, problemText("boq.amountPlaces", { places: minorDigits }));
      }
      await tx
        .insert(boqBills)
        .values({ tenantId, estimateId, ...after, updatedBy: actor(ctx) })
        .onConflictDoUpdate({
          target: [boqBills.tenantId, boqBills.estimateId],
          set: { ...after, updatedBy: actor(ctx), updatedAt: new Date() },
        });
      await audit(
        ctx,
        tx,
        "bill.changed",
        { type: "estimate", id: estimateId },
        {},
        { before: flat(before), after: flat(after) },
      );
      return presentBill(tx, await findBill(tx, tenantId, estimateId));
    }),
  );
}

/** Field by field, as the log tells them. */
const flat = ({ classification, terms }: { classification: string; terms: BillTerms }) => ({
  classification,
  ...terms,
});

const invalid = (path: string, message: string) =>
  new Invalid("bill_terms_invalid", message, [{ path, message }]);
