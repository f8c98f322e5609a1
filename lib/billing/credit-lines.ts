import { BigNumber } from "bignumber.js";
import { decimal } from "#lib/catalogue/decimal.ts";
import { Invalid } from "#lib/errors.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import type { InvoiceRow } from "./payments/invoice-row.ts";
import type { LineRow } from "./present-invoice.ts";

export type CreditLine = Omit<LineRow, "tenantId" | "invoiceId" | "position">;

/** What of an invoice is not credited yet, in minor units. */
export interface Remaining {
  subtotal: number;
  tax: number;
  total: number;
}

export function remainder(invoice: InvoiceRow, notes: InvoiceRow[]): Remaining {
  const left = (key: "subtotalMinor" | "taxMinor" | "totalMinor") =>
    notes.reduce((sum, note) => sum + note[key], invoice[key]);
  return { subtotal: left("subtotalMinor"), tax: left("taxMinor"), total: left("totalMinor") };
}

/**
 * The lines of a credit note, tax last: those of the invoice turned round, some of them or a part, or one for what earlier
 * notes have left. Tax is the invoice's rate on what is credited, rounded once, and never more than is left of it.
 * Throws `Invalid` (`credit_line_invalid`) for a line that is not there, or less than what is asked for.
 */
export function creditedLines(call: {
  invoice: InvoiceRow;
  lines: LineRow[];
  left: Remaining;
  wanted: "all" | { position: number; amount?: string | undefined }[];
  /** No note before this one. */
  first: boolean;
}): CreditLine[] {
  const { invoice, lines, left, wanted } = call;
  if (wanted === "all") {
    if (call.first) return lines.map((line) => turned(invoice, line, line.amountMinor));
    return [
      line(invoice, "adjustment", `Remainder of invoice ${invoice.number}`, -left.subtotal),
      ...taxOf(invoice, left.tax),
    ];
  }
  const positions = new Set(wanted.map(({ position }) => position));
  if (positions.size < wanted.length) throw invalid("Name each line once.");
  const credited = wanted.map(({ position, amount }) => {
    const found = lines.find((l) => l.position === position && l.kind !== "tax");
    if (!found) throw invalid(`There is no line ${position} that can be credited; tax follows by itself.`);
    return turned(invoice, found, amount === undefined ? found.amountMinor : part(invoice, found, amount));
  });
  const net = -credited.reduce((sum, l) => sum + l.amountMinor, 0);
  const tax = decimal(net).times(invoice.taxRate).integerValue(BigNumber.ROUND_HALF_EVEN).toNumber();
  return [...credited, ...taxOf(invoice, Math.min(tax, left.tax))];
}

function part(invoice: InvoiceRow, from: LineRow, amount: string): number {
  const minor = decimal(amount).shiftedBy(invoice.minorDigits);
  if (!minor.isInteger() || minor.isZero() || minor.gt(from.amountMinor)) {
    throw invalid(
      `Of line ${from.position} at most ${minorToDecimal(from.amountMinor, invoice.minorDigits)} can be credited, in whole minor units.`,
    );
  }
  return minor.toNumber();
}

function turned(invoice: InvoiceRow, from: LineRow, minor: number): CreditLine {
  const whole = minor === from.amountMinor;
  return {
    kind: from.kind,
    metric: from.metric,
    usagePeriod: from.usagePeriod,
    description: from.description,
    quantity: whole ? decimal(from.quantity).negated().toFixed() : "-1",
    unit: whole ? from.unit : "part",
    unitPrice: whole ? from.unitPrice : minorToDecimal(minor, invoice.minorDigits),
    amountMinor: -minor,
    usageQuery: from.usageQuery,
  };
}

function taxOf(invoice: InvoiceRow, tax: number): CreditLine[] {
  if (tax === 0) return [];
  return [line(invoice, "tax", `Tax ${decimal(invoice.taxRate).times(100).toFixed()} %`, -tax)];
}

function line(invoice: InvoiceRow, kind: CreditLine["kind"], description: string, minor: number): CreditLine {
  return {
    kind,
    metric: null,
    usagePeriod: null,
    description,
    quantity: "1",
    unit: kind,
    unitPrice: minorToDecimal(minor, invoice.minorDigits),
    amountMinor: minor,
    usageQuery: null,
  };
}

const invalid = (message: string) => new Invalid("credit_line_invalid", message);
