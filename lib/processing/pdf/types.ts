import type { Curve } from "#lib/processing/drawing/curves.ts";

/** A piece of text of a page as it is read upright: pt from the left and the top; `y` is its baseline. */
export interface Word {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Of its letters, pt. */
  height: number;
  font: string;
}

/** A line that parts rows or columns: upright, pt; level or plumb. */
export interface Rule {
  axis: "level" | "plumb";
  /** Its place across: `y` of a level one, `x` of a plumb one. */
  at: number;
  from: number;
  to: number;
}

/** Left, top, right, bottom, pt of the page as it is read. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Something that is drawn, in pt of the page. */
export interface DrawnPath {
  /** The optional content group that it stands in, else colour and width: `#ff0000 0.35 mm`, `#cccccc fill`. */
  layer: string;
  /** False: the layer's name is made of its colour, and says nothing of what it is. */
  isNamed: boolean;
  isVisible: boolean;
  curves: Curve[];
  /** pt² that it encloses or fills; null: nothing. */
  area: number | null;
  /** What it lies in: left, top, right, bottom, pt. */
  box: Box;
}

/** One page: what is written, ruled and drawn on it. */
export interface PdfPage {
  /** From 1. */
  number: number;
  /** As it is read, pt. */
  width: number;
  height: number;
  words: Word[];
  rules: Rule[];
  paths: DrawnPath[];
  pictures: number;
}
