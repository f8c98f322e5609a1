import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { boqBills, type Classification } from "#db/schema/boq.ts";
import { Conflict } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx } from "#lib/tenancy/context.ts";
import type { IndexPair } from "./escalation.ts";
import { DEFAULT_CLASSIFICATION, findBill } from "./find-bill.ts";
import { type Mapping, mappingsOf } from "./mappings.ts";
import type { BillSummary } from "./summarise.ts";
import { type BillTerms, NO_TERMS } from "./terms.ts";

/** What a bill takes from the organisation, as it was at the approval. */
export interface Frozen {
  mappings: Mapping[];
  /** Of an escalation by a series; null: by rate, or none. */
  index: IndexPair | null;
}

/** A bill in the snapshot of an approval. Amounts in whole minor units. */
export interface ApprovedBill {
  classification: Classification;
  terms: BillTerms;
  mappings: Mapping[];
  index: IndexPair | null;
  items: {
    id: string;
    kind: string;
    description: string;
    quantity: string;
    unit: string;
    unit_rate: string | null;
    replaces: string | null;
    chosen: boolean;
  }[];
  summary: BillSummary;
}

/**
 * The bill that is approved with its estimate: what it takes from the organisation is kept with it, so that it stays what
 * was approved. In the transaction of the approval, which holds the estimate. Throws `Conflict` (`bill_index_missing`) where
 * the series that it escalates by has gone or ends before: nobody signs a factor that was never looked up.
 */
export async function freezeBill(ctx: Ctx, tx: Transaction, estimateId: string): Promise<ApprovedBill> {
  const tenantId = ctx.tenant.id;
  // What an earlier approval kept counts no more.
  await tx
    .update(boqBills)
    .set({ frozen: null })
    .where(and(eq(boqBills.tenantId, tenantId), eq(boqBills.estimateId, estimateId)));
  const { lines, classification, terms, items, escalation, summary } = await findBill(
    tx,
    tenantId,
    estimateId,
  );
  if (
    terms.escalation?.method === "series" &&
    escalation &&
    !escalation.index &&
    escalation.to > escalation.from
  )
    throw new Conflict(
      "bill_index_missing",
      problemText("boq.indexMissing", { series: terms.escalation.series, day: escalation.to }),
    );
  const used = new Set(lines.map(({ catalogueId }) => catalogueId));
  const frozen: Frozen = {
    mappings: (await mappingsOf(tx, tenantId)).filter(({ catalogueId }) => used.has(catalogueId)),
    index: escalation?.index ?? null,
  };
  await tx
    .insert(boqBills)
    .values({
      tenantId,
      estimateId,
      classification: DEFAULT_CLASSIFICATION,
      terms: NO_TERMS,
      frozen,
      updatedBy: actor(ctx),
    })
    .onConflictDoUpdate({ target: [boqBills.tenantId, boqBills.estimateId], set: { frozen } });
  return {
    classification,
    terms,
    ...frozen,
    items: items.map(({ row }) => ({
      id: row.id,
      kind: row.kind,
      description: row.description,
      quantity: row.quantity,
      unit: row.unit,
      unit_rate: row.unitRate,
      replaces: row.replacesKey,
      chosen: row.chosen,
    })),
    summary,
  };
}
