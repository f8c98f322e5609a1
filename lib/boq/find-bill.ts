import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { boqBills, boqItems, type Classification } from "#db/schema/boq.ts";
import { costEstimateLines } from "#db/schema/estimates.ts";
import { Conflict } from "#lib/errors.ts";
import { lockEstimate } from "#lib/estimates/lock-estimate.ts";
import { type EstimateRow, findEstimate } from "#lib/estimates/measured-model.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { stateOf, stepsOf } from "#lib/review/review-state.ts";
import { readPriceLevels } from "#lib/search/levels/price-levels.ts";
import { type EscalationFactor, escalationFactor, indexPair } from "./escalation.ts";
import type { Frozen } from "./freeze-bill.ts";
import { amountOf } from "./item-amount.ts";
import { type Mapping, mappedCode, mappingsOf } from "./mappings.ts";
import { builtInCode } from "./sections/codes.ts";
import { groupLines, type Section } from "./sections/group-lines.ts";
import { type BillSummary, summarise } from "./summarise.ts";
import { type BillTerms, NO_TERMS } from "./terms.ts";

export type BillRow = typeof boqBills.$inferSelect;
export type ItemRow = typeof boqItems.$inferSelect;

/** A line of the estimate in the chosen classification. Amounts in whole minor units. */
export interface BillLine {
  key: string;
  position: number;
  catalogueId: string;
  name: string;
  ifcClass: string | null;
  unit: EstimateLine["unit"];
  quantity: string;
  unitRate: string | null;
  amount: number | null;
  /** Null: not classified. */
  code: string | null;
  builtIn: string | null;
}

/** What a person added, and what it does to the works where it is chosen. */
export interface BillItem {
  row: ItemRow;
  amount: number | null;
  /** Of an alternate: the line that it stands in for; null where the estimate has it no more. */
  replaces: BillLine | null;
  /** What choosing it adds to the works; null: it cannot be chosen, having no rate or nothing to replace. */
  effect: number | null;
}

export interface Bill {
  estimate: EstimateRow;
  classification: Classification;
  terms: BillTerms;
  isApproved: boolean;
  lines: BillLine[];
  sections: Section<BillLine>[];
  items: BillItem[];
  escalation: EscalationFactor | null;
  summary: BillSummary;
}

export const DEFAULT_CLASSIFICATION: Classification = "din_276";

/**
 * An estimate as a bill of quantities. `asked`: a classification to look at, else the bill's own. While the estimate is
 * approved it is the bill that was approved, with the sections and index values of that day. Throws `NotFound`.
 */
export async function findBill(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
  asked?: Classification,
): Promise<Bill> {
  const estimate = await findEstimate(tx, tenantId, estimateId);
  const row = await billRowOf(tx, tenantId, estimateId);
  const isApproved = stateOf(await stepsOf(tx, tenantId, estimateId)) === "approved";
  const frozen = isApproved ? (row?.frozen ?? null) : null;
  const classification = asked ?? row?.classification ?? DEFAULT_CLASSIFICATION;
  const terms = row?.terms ?? NO_TERMS;
  const mappings = frozen?.mappings ?? (await mappingsOf(tx, tenantId));
  const lines = (await estimateLines(tx, tenantId, estimateId)).map((line) =>
    billLine(line, classification, mappings),
  );
  const items = itemsIn(await itemRowsOf(tx, tenantId, estimateId), lines, estimate.minorDigits);
  const escalation = await escalationOf(tx, terms, estimate, frozen);
  const summary = summarise(
    {
      sections: estimate.likelyMinor,
      chosen: sumOf(
        items.map(({ row: { chosen, kind }, effect }) => (chosen && kind !== "provisional" ? effect : null)),
      ),
      provisional: sumOf(items.map(({ row: { kind }, amount }) => (kind === "provisional" ? amount : null))),
    },
    terms,
    { factor: escalation?.factor ?? "1", minorDigits: estimate.minorDigits },
  );
  return {
    estimate,
    classification,
    terms,
    isApproved,
    lines,
    sections: groupLines(classification, lines),
    items,
    escalation,
    summary,
  };
}

/** Holds the estimate until the transaction ends. Throws `NotFound`, and `Conflict` (`bill_approved`) while it is approved. */
export async function lockBill(tx: Transaction, tenantId: string, estimateId: string): Promise<EstimateRow> {
  const estimate = await lockEstimate(tx, tenantId, estimateId);
  if (stateOf(await stepsOf(tx, tenantId, estimateId)) === "approved")
    throw new Conflict("bill_approved", problemText("boq.approved"));
  return estimate;
}

export async function billRowOf(
  tx: Transaction,
  tenantId: string,
  estimateId: string,
): Promise<BillRow | null> {
  const [row] = await tx
    .select()
    .from(boqBills)
    .where(and(eq(boqBills.tenantId, tenantId), eq(boqBills.estimateId, estimateId)));
  return row ?? null;
}

export async function itemRowsOf(tx: Transaction, tenantId: string, estimateId: string): Promise<ItemRow[]> {
  return tx
    .select()
    .from(boqItems)
    .where(and(eq(boqItems.tenantId, tenantId), eq(boqItems.estimateId, estimateId)))
    .orderBy(asc(boqItems.createdAt), asc(boqItems.id));
}

/** The factor of a bill's escalation; null: it has none. Index values are those of the approval where there was one. */
export async function escalationOf(
  tx: Transaction,
  { escalation }: BillTerms,
  { pricedAt }: EstimateRow,
  frozen: Frozen | null,
): Promise<EscalationFactor | null> {
  if (!escalation) return null;
  if (escalation.method === "rate" || frozen)
    return escalationFactor(escalation, pricedAt, () => frozen?.index ?? null);
  const levels = await readPriceLevels(tx);
  return escalationFactor(escalation, pricedAt, (series, from, to) => indexPair(levels, series, from, to));
}

type EstimateLine = Awaited<ReturnType<typeof estimateLines>>[number];

/** Without the names of the elements behind them, which may be a hundred thousand. */
async function estimateLines(tx: Transaction, tenantId: string, estimateId: string) {
  const l = costEstimateLines;
  return tx
    .select({
      key: l.key,
      position: l.position,
      catalogueId: l.catalogueId,
      name: l.name,
      ifcClass: l.ifcClass,
      din276: l.din276,
      masterFormat: l.masterFormat,
      uniFormat: l.uniFormat,
      unit: l.unit,
      quantity: l.quantity,
      unitRate: l.unitRate,
      likelyMinor: l.likelyMinor,
    })
    .from(l)
    .where(and(eq(l.tenantId, tenantId), eq(l.estimateId, estimateId)))
    .orderBy(asc(l.position));
}

function billLine(
  line: EstimateLine,
  classification: Classification,
  mappings: readonly Mapping[],
): BillLine {
  const builtIn = builtInCode(classification, line);
  const { key, position, catalogueId, name, ifcClass, unit, quantity, unitRate, likelyMinor } = line;
  return {
    key,
    position,
    catalogueId,
    name,
    ifcClass,
    unit,
    quantity,
    unitRate,
    amount: likelyMinor,
    code: mappedCode(mappings, { classification, catalogueId, ifcClass }) ?? builtIn,
    builtIn,
  };
}

function itemsIn(rows: readonly ItemRow[], lines: readonly BillLine[], minorDigits: number): BillItem[] {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  return rows.map((row) => {
    const amount = row.unitRate === null ? null : amountOf(row.quantity, row.unitRate, minorDigits);
    const replaces = row.replacesKey === null ? null : (byKey.get(row.replacesKey) ?? null);
    return { row, amount, replaces, effect: effectOf(row, amount, replaces) };
  });
}

function effectOf({ kind }: ItemRow, amount: number | null, replaces: BillLine | null): number | null {
  if (amount === null || kind === "provisional") return null;
  if (kind === "option") return amount;
  return replaces ? amount - (replaces.amount ?? 0) : null;
}

const sumOf = (amounts: readonly (number | null)[]) =>
  amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
