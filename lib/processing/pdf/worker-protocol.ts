import type { BillBasis } from "#lib/processing/bill/read-bill.ts";
import type { BillSummary } from "#lib/processing/bill/types.ts";
import type { DrawingSummary, KnownMapping } from "#lib/processing/drawing/types.ts";
import type { TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";

/** What a worker that takes a PDF off is given. */
export interface PdfInput {
  path: string;
  /** The 100 of 1:100, as a person said; it stands before what pages state, for all of them. */
  scale: number | null;
  /** What people of the organisation confirmed of layers, in whatever drawing. */
  known: readonly KnownMapping[];
  /** What they confirmed of the columns of bills, and said of this one. */
  bill: BillBasis;
}

/** A PDF's scale, where other drawings have a unit. */
export interface PdfDrawing extends DrawingSummary {
  /** Null: its pages state none, or several. */
  statedScale: number | null;
}

export interface TakenOffPdf {
  takeoff: Takeoff;
  /** Null: it holds no table. */
  bill: BillSummary | null;
  /** Null: nothing is drawn but its tables. */
  drawing: PdfDrawing | null;
}

/** What such a worker says, in this order: elements in pieces, then the rest; or failed. */
export type PdfMessage =
  | { kind: "progress"; page: number }
  | { kind: "elements"; elements: TakeoffElement[] }
  | { kind: "done"; head: Omit<Takeoff, "elements">; bill: BillSummary | null; drawing: PdfDrawing | null }
  | { kind: "failed"; code: TakeoffErrorCode; message: string | null; reason: string };

export const ELEMENTS_PER_MESSAGE = 500;
