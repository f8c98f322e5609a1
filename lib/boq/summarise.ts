import { type Decimal, decimal, toInteger } from "#lib/catalogue/decimal.ts";
import { type BillTerms, MARK_UPS, type MarkUp, type MarkUpName } from "./terms.ts";

/** Whole minor units of the estimate's currency, as all amounts here. */
export interface BillSums {
  /** Of the estimate's lines. */
  sections: number;
  /** Of chosen alternates, each less what it replaces, and of chosen options; may be negative. */
  chosen: number;
  provisional: number;
}

export interface MarkUpAmount {
  name: MarkUpName;
  markUp: MarkUp;
  /** What the percentage is of; null for a lump sum. */
  base: number | null;
  amount: number;
}

export interface BillSummary {
  sections: number;
  chosen: number;
  /** Sections and what was chosen. */
  works: number;
  markUps: MarkUpAmount[];
  provisional: number;
  /** Works, mark-ups and provisional sums. */
  subtotal: number;
  escalation: number;
  /** Without value added tax. */
  net: number;
  vat: number;
  total: number;
}

/**
 * From the works of a bill to its total, as docs/bill-of-quantities.md has it: works, preliminaries, overheads, profit,
 * provisional sums, contingency, escalation, value added tax. Each amount is rounded once, to whole minor units, half away
 * from zero, when it is made; sums are never rounded. `factor`: of the escalation. Throws `BeyondCounting` past ±2^53.
 */
export function summarise(
  { sections, chosen, provisional }: BillSums,
  terms: BillTerms,
  { factor, minorDigits }: { factor: string; minorDigits: number },
): BillSummary {
  const works = exact(decimal(sections).plus(chosen));
  let running = decimal(works);
  const markUps: MarkUpAmount[] = [];
  for (const name of MARK_UPS) {
    // Provisional sums are laid upon by nothing but what covers risk, time and tax.
    if (name === "contingency") running = running.plus(provisional);
    const markUp = terms[name];
    if (!markUp) continue;
    const base = markUp.kind === "lump" ? null : markUp.base === "works" ? works : exact(running);
    const amount =
      markUp.kind === "lump"
        ? toInteger(decimal(markUp.value).shiftedBy(minorDigits))
        : percentOf(decimal(base ?? 0), markUp.value);
    markUps.push({ name, markUp, base, amount });
    running = running.plus(amount);
  }
  const subtotal = exact(running);
  const escalation = toInteger(running.times(decimal(factor).minus(1)));
  const net = exact(running.plus(escalation));
  const vat = terms.vat === null ? 0 : percentOf(decimal(net), terms.vat);
  return {
    sections,
    chosen,
    works,
    markUps,
    provisional,
    subtotal,
    escalation,
    net,
    vat,
    total: exact(decimal(net).plus(vat)),
  };
}

const percentOf = (base: Decimal, percent: string): number => toInteger(base.times(percent).div(100));

/** A sum of whole numbers, which is whole: refused where it can no longer be counted. */
const exact = (sum: Decimal): number => toInteger(sum);
