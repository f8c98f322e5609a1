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
  /** Carried credit that the invoice had used and no note has given back; part of the subtotal, as less of it. */
  carried: number;
  /** Of each line, by its place, what no note has taken. */
  lines: ReadonlyMap<number, number>;
}

/** `given`: the lines of its notes. */
export function remainder(
  invoice: InvoiceRow,
  notes: InvoiceRow[],
  { lines, given }: { lines: LineRow[]; given: LineRow[] },
): Remaining {
  const left = (key: "subtotalMinor" | "taxMinor" | "totalMinor") =>
    notes.reduce((sum, note) => sum + note[key], invoice[key]);
  const leftOf = (line: LineRow) =>
    given
      .filter((other) => isOf(line, other))
      .reduce((sum, other) => sum + other.amountMinor, line.amountMinor);
  return {
    subtotal: left("subtotalMinor"),
    tax: left("taxMinor"),
    total: left("totalMinor"),
    carried: lines.filter(isCarriedOver).reduce((sum, line) => sum - leftOf(line), 0),
    lines: new Map(lines.map((line) => [line.position, leftOf(line)])),
  };
}

/** Whether a note's line takes back of this one: within an invoice no two lines say the same. */
const isOf = (line: LineRow, taken: LineRow) =>
  taken.kind === line.kind &&
  taken.metric === line.metric &&
  taken.usagePeriod === line.usagePeriod &&
  taken.description === line.description;

const isCarriedOver = ({ kind, metric, amountMinor }: LineRow) =>
  kind === "adjustment" && metric === null && amountMinor < 0;

/**
 * The lines of a credit note, tax last: those of the invoice turned round, some of them or a part, or one for what earlier
 * notes have left. Over all notes a line is credited up to its amount; without an amount that is its rest. Carried credit that the invoice had used is given back with its line, once. Tax is the invoice's rate
 * on what is credited, rounded once, and never more than is left of it.
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
    const rest = left.subtotal + left.carried;
    return [
      ...(rest === 0 ? [] : [line(invoice, "adjustment", `Remainder of invoice ${invoice.number}`, -rest)]),
      ...(left.carried === 0
        ? []
        : lines.filter(isCarriedOver).map((l) => turned(invoice, l, l.amountMinor))),
      ...taxOf(invoice, left.tax),
    ];
  }
  const positions = new Set(wanted.map(({ position }) => position));
  if (positions.size < wanted.length) throw invalid("Name each line once.");
  const credited = wanted.map(({ position, amount }) => {
    const found = lines.find((l) => l.position === position && l.kind !== "tax");
    if (!found) throw invalid(`There is no line ${position} that can be credited; tax follows by itself.`);
    const rest = left.lines.get(position) ?? 0;
    if (rest === 0 && found.amountMinor !== 0)
      throw invalid(`Line ${position} was credited by earlier notes. Choose another one.`);
    return turned(invoice, found, amount === undefined ? rest : part(invoice, { position, rest }, amount));
  });
  const net = -credited.reduce((sum, l) => sum + l.amountMinor, 0);
  const tax = decimal(net).times(invoice.taxRate).integerValue(BigNumber.ROUND_HALF_EVEN).toNumber();
  return [...credited, ...taxOf(invoice, Math.min(tax, left.tax))];
}

function part(
  invoice: InvoiceRow,
  { position, rest }: { position: number; rest: number },
  amount: string,
): number {
  const minor = decimal(amount).shiftedBy(invoice.minorDigits);
  if (!minor.isInteger() || minor.isZero() || minor.gt(rest)) {
    throw invalid(
      `Of line ${position} at most ${minorToDecimal(rest, invoice.minorDigits)} can be credited, in whole minor units.`,
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
