import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Curve } from "#lib/processing/drawing/curves.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import { PDF_LIMITS } from "./limits.ts";
import { WITHOUT_NOTES } from "./open-pdf.ts";
import { filledArea, type Outline, outlinesOf } from "./outlines.ts";
import { compose } from "./read-words.ts";
import type { Box, DrawnPath } from "./types.ts";

/** What a page says of layers: by the mark that its content carries. */
export interface Groups {
  nameOf: (mark: unknown) => string | null;
  isVisible: (mark: unknown) => boolean;
}

interface State {
  map: number[];
  stroke: string;
  fill: string;
  width: number;
  /** Bounds of what may be seen: left, top, right, bottom, pt. */
  clip: Box;
}

/** What an operator of pdf.js' list paints of a path. */
const STROKES: ReadonlySet<unknown> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS: ReadonlySet<unknown> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const CLOSES: ReadonlySet<unknown> = new Set([OPS.closeStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
const EVEN_ODD: ReadonlySet<unknown> = new Set([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke]);

/**
 * Every path that a page paints, forms within forms included, in the coordinates that `map` leads to. Each run of a stroked
 * path is a thing of its own, a fill is one with its holes. What lies outside of the page or of its clip is not seen and
 * left out; what is cut by it counts whole.
 */
export async function readPaths(
  page: PDFPageProxy,
  { map, width, height }: { map: number[]; width: number; height: number },
  groups: Groups,
): Promise<{ paths: DrawnPath[]; fills: Curve[][] }> {
  const { fnArray, argsArray } = await page.getOperatorList(WITHOUT_NOTES);
  if (fnArray.length > PDF_LIMITS.operators) throw new TakeoffError("pdf_too_many");
  const walk = new PathWalk(map, [0, 0, width, height], groups);
  for (const [i, operator] of fnArray.entries()) walk.step(operator, argsArray[i]);
  return { paths: walk.paths, fills: walk.fills };
}

class PathWalk {
  readonly paths: DrawnPath[] = [];
  /** Outlines of fills of one piece: programs draw lines as thin ones. */
  readonly fills: Curve[][] = [];
  private readonly groups: Groups;
  private readonly marks: unknown[] = [];
  private readonly saved: State[] = [];
  private state: State;
  private clips = false;

  constructor(map: number[], clip: Box, groups: Groups) {
    this.groups = groups;
    this.state = { map, stroke: "#000000", fill: "#000000", width: 1, clip };
  }

  step(operator: number, given: unknown): void {
    const args = Array.isArray(given) ? given : [];
    switch (operator) {
      case OPS.save:
        this.saved.push({ ...this.state });
        return;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.state = this.saved.pop() ?? this.state;
        return;
      case OPS.transform:
        this.state.map = compose(this.state.map, args);
        return;
      case OPS.paintFormXObjectBegin:
        this.saved.push({ ...this.state });
        if (args[0]) this.state.map = compose(this.state.map, Array.from(args[0]));
        if (args[1]) this.clipTo(this.boxOf(Array.from(args[1])));
        return;
      case OPS.setLineWidth:
        this.state.width = Number(args[0]);
        return;
      case OPS.setGState:
        for (const entry of args[0] ?? []) if (entry[0] === "LW") this.state.width = Number(entry[1]);
        return;
      case OPS.setStrokeRGBColor:
        this.state.stroke = String(args[0]);
        return;
      case OPS.setFillRGBColor:
        this.state.fill = String(args[0]);
        return;
      case OPS.setStrokeColorN:
        this.state.stroke = "pattern";
        return;
      case OPS.setFillColorN:
        this.state.fill = "pattern";
        return;
      case OPS.beginMarkedContent:
        this.marks.push(null);
        return;
      case OPS.beginMarkedContentProps:
        this.marks.push(args[0] === "OC" ? args[1] : null);
        return;
      case OPS.endMarkedContent:
        this.marks.pop();
        return;
      case OPS.clip:
      case OPS.eoClip:
        this.clips = true;
        return;
      case OPS.constructPath:
        this.construct(args);
    }
  }

  private construct([paint, data]: unknown[]): void {
    const numbers: unknown = Array.isArray(data) ? data[0] : null;
    const isClip = this.clips;
    this.clips = false;
    if (!(numbers instanceof Float32Array)) return;
    const outlines = outlinesOf(numbers, this.state.map, CLOSES.has(paint));
    const box = boundsOf(outlines);
    if (box !== null && this.isSeen(box)) this.paint(paint, outlines, box);
    if (isClip && box !== null) this.clipTo(box);
  }

  private paint(paint: unknown, outlines: Outline[], box: Box): void {
    const { stroke, fill } = this.state;
    const area = FILLS.has(paint) ? filledArea(outlines, EVEN_ODD.has(paint)) : 0;
    const fills = FILLS.has(paint) && area > 0;
    if (!STROKES.has(paint)) {
      if (!fills) return;
      this.add(`${fill} fill`, [], area, box);
      if (outlines.length === 1) this.fills.push(outlines[0]?.curves ?? []);
      return;
    }
    for (const [i, outline] of outlines.entries()) {
      if (outline.curves.length === 0) continue;
      const enclosed = outline.area === null ? null : Math.abs(outline.area);
      // A fill with its outline is one thing.
      const own = fills ? (i === 0 ? area : null) : enclosed;
      this.add(`${stroke} ${this.lineWidth()}`, outline.curves, own, boundsOf([outline]) ?? box);
    }
  }

  private add(byLook: string, curves: DrawnPath["curves"], area: number | null, box: Box): void {
    const mark = this.marks.findLast((one) => one !== null && this.groups.nameOf(one) !== null);
    const name = mark === undefined ? null : this.groups.nameOf(mark);
    const isVisible = this.marks.every((one) => one === null || this.groups.isVisible(one));
    this.paths.push({ layer: name ?? byLook, isNamed: name !== null, isVisible, curves, area, box });
    if (this.paths.length > PDF_LIMITS.lines) throw new TakeoffError("pdf_too_many");
  }

  /** As it is drawn on paper, mm to the hundredth. */
  private lineWidth(): string {
    const [a = 0, b = 0, c = 0, d = 0] = this.state.map;
    const scale = Math.sqrt(Math.abs(a * d - b * c));
    const mm = (Math.abs(this.state.width) * scale * 25.4) / 72;
    return `${Number.isFinite(mm) ? Number(mm.toFixed(2)) : 0} mm`;
  }

  private clipTo([left, top, right, bottom]: Box): void {
    const [a, b, c, d] = this.state.clip;
    this.state.clip = [Math.max(a, left), Math.max(b, top), Math.min(c, right), Math.min(d, bottom)];
  }

  private isSeen([left, top, right, bottom]: Box): boolean {
    const [a, b, c, d] = this.state.clip;
    return left <= c && right >= a && top <= d && bottom >= b;
  }

  private boxOf([left = 0, top = 0, right = 0, bottom = 0]: number[]): Box {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.state.map;
    const corners = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
    const xs = corners.map(([x = 0]) => x);
    const ys = corners.map(([, y = 0]) => y);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }
}

function boundsOf(outlines: readonly Outline[]): Box | null {
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { corners } of outlines)
    for (const [x, y] of corners) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  return box[0] <= box[2] ? box : null;
}
