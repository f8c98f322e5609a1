import type { z } from "zod";
import type { ComparisonView } from "#lib/boq/comparison/views.ts";
import type { CheckedReturn, DifferenceView, ReturnView } from "#lib/boq/returns/views.ts";
import type { BillLineView, BillView, ItemView, SummaryView, TermsView } from "#lib/boq/views.ts";

/** What the routes answer. Types only: nothing of `lib` reaches the browser. */
export type BillAnswer = z.output<typeof BillView>;
export type BillLineAnswer = z.output<typeof BillLineView>;
export type ItemAnswer = z.output<typeof ItemView>;
export type SummaryAnswer = z.output<typeof SummaryView>;
export type TermsAnswer = z.output<typeof TermsView>;
export type ClassificationName = BillAnswer["classification"];
export type CheckedReturnAnswer = z.output<typeof CheckedReturn>;
export type ReturnAnswer = z.output<typeof ReturnView>;
export type DifferenceAnswer = z.output<typeof DifferenceView>;
export type ComparisonAnswer = z.output<typeof ComparisonView>;
