import { z } from "zod";
import { issueText } from "#lib/i18n/problem-text.ts";

/** What is laid upon the works of a bill, in this order; docs/bill-of-quantities.md has the formulas. */
export const MARK_UPS = ["preliminaries", "overheads", "profit", "contingency"] as const;
export type MarkUpName = (typeof MARK_UPS)[number];

/** `works`: the works alone. `before`: everything that stands above it. */
export const BASES = ["works", "before"] as const;

/** A decimal as text, or a number that is written as one. */
const plain = z.union([z.number().transform(String), z.string().trim()]);
const Percent = plain.pipe(z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, issueText("boq.percent")));
const Amount = plain.pipe(z.string().regex(/^\d{1,13}(\.\d{1,4})?$/, issueText("boq.amount")));
const YearlyRate = plain.pipe(z.string().regex(/^-?\d{1,2}(\.\d{1,4})?$/, issueText("boq.percent")));
const Day = z.iso.date(issueText("boq.day"));

export const MarkUp = z.discriminatedUnion("kind", [
  /** `value` per cent of `base`. */
  z.strictObject({ kind: z.literal("percent"), value: Percent, base: z.enum(BASES).default("before") }),
  /** Money of the estimate's currency, in whole minor units of it. */
  z.strictObject({ kind: z.literal("lump"), value: Amount }),
]);
export type MarkUp = z.output<typeof MarkUp>;

export const Escalation = z.discriminatedUnion("method", [
  /** `rate` per cent a year, compound by whole years and simple within the last one. */
  z.strictObject({
    method: z.literal("rate"),
    /** Null: the day on which the estimate was priced. */
    from: Day.nullable().default(null),
    to: Day,
    rate: YearlyRate,
  }),
  /** By a series of the organisation's price levels. */
  z.strictObject({
    method: z.literal("series"),
    from: Day.nullable().default(null),
    to: Day,
    series: z.string().trim().min(1, issueText("boq.series")).max(120),
  }),
]);
export type Escalation = z.output<typeof Escalation>;

/** A mark-up that is null is none. */
export const BillTerms = z.strictObject({
  preliminaries: MarkUp.nullable(),
  overheads: MarkUp.nullable(),
  profit: MarkUp.nullable(),
  contingency: MarkUp.nullable(),
  escalation: Escalation.nullable(),
  /** Per cent; null: the bill is without value added tax. */
  vat: Percent.nullable(),
});
export type BillTerms = z.output<typeof BillTerms>;

export const NO_TERMS: BillTerms = {
  preliminaries: null,
  overheads: null,
  profit: null,
  contingency: null,
  escalation: null,
  vat: null,
};
