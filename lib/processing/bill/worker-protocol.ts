import type { TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { BillBasis } from "./read-bill.ts";
import type { BillSummary } from "./types.ts";

/** What a worker that takes a bill off is given. */
export interface BillInput extends BillBasis {
  path: string;
  format: "xlsx" | "csv";
}

/** What such a worker says, in this order: elements in pieces, then the rest; or failed. */
export type BillMessage =
  | { kind: "elements"; elements: TakeoffElement[] }
  | { kind: "done"; head: Omit<Takeoff, "elements">; summary: BillSummary }
  | { kind: "failed"; code: TakeoffErrorCode; message: string; reason: string };

export const ELEMENTS_PER_MESSAGE = 500;
