import type { TakeoffErrorCode } from "#lib/processing/geometry/takeoff-error.ts";
import type { Takeoff, TakeoffElement } from "#lib/processing/types.ts";
import type { DrawingFormat } from "./read-document.ts";
import type { DrawingSummary, KnownMapping } from "./types.ts";
import type { DrawingUnit } from "./units.ts";

/** What a worker that takes a drawing off is given. */
export interface DrawingInput {
  path: string;
  format: DrawingFormat;
  /** The unit that a person said the drawing is in; it stands before what the file states. */
  unit: DrawingUnit | null;
  /** What people of the organisation confirmed, in whatever drawing. */
  known: readonly KnownMapping[];
}

/** What such a worker says, in this order: elements in pieces, then the rest; or failed. */
export type DrawingMessage =
  | { kind: "progress"; drawn: number }
  | { kind: "elements"; elements: TakeoffElement[] }
  | { kind: "done"; head: Omit<Takeoff, "elements">; summary: DrawingSummary }
  | { kind: "failed"; code: TakeoffErrorCode; message: string | null; reason: string };

export const ELEMENTS_PER_MESSAGE = 500;
