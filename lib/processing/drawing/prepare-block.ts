import { AttributeDefinition, type BlockRecord, type Entity, Insert } from "@node-projects/acad-ts";
import { minus, norm } from "./affine.ts";
import { areaOf, boxOf, type Curve, lengthOf } from "./curves.ts";
import { type Shape, shapeOf } from "./shape-of.ts";

/** A thing of a block as it is drawn there, measured once however often the block is inserted. */
export interface Thing {
  id: string;
  layer: string;
  shape: Shape;
  length: number;
  /** Its area is another's on the same layer: a fill of an outline that is filled already, or an outline of a fill. */
  doubled: boolean;
}

/** What a block holds. Lists are in the drawing's order. */
export interface PreparedBlock {
  things: Thing[];
  inserts: { id: string; layer: string; insert: Insert }[];
  /** Layers of what is drawn, but cannot be measured. */
  unmeasured: string[];
  annotations: number;
}

export function prepareBlock(block: BlockRecord): PreparedBlock {
  const prepared: PreparedBlock = { things: [], inserts: [], unmeasured: [], annotations: 0 };
  const ids = new Ids();
  for (const entity of block.entities) {
    // Of attributes an insert shows its own values, the definitions are a frame for them.
    if (entity.isInvisible || entity instanceof AttributeDefinition) continue;
    const id = ids.of(entity);
    const layer = entity.layer.name;
    if (entity instanceof Insert) {
      prepared.inserts.push({ id, layer, insert: entity });
      continue;
    }
    const shape = shapeOf(entity);
    if (shape === "annotation") prepared.annotations++;
    else if (shape === "unmeasured") prepared.unmeasured.push(layer);
    else prepared.things.push({ id, layer, shape, length: total(shape.curves), doubled: false });
  }
  markDoubled(prepared.things);
  return prepared;
}

const total = (curves: readonly Curve[]) => curves.reduce((sum, curve) => sum + lengthOf(curve), 0);

/** Handles as drawings show them, in hexadecimal; where a damaged file has none or one twice, a number of their own. */
class Ids {
  private readonly taken = new Set<string>();
  private unnamed = 0;

  of({ handle }: Entity): string {
    const own = handle > 0 ? handle.toString(16).toUpperCase() : "";
    const id = own === "" || this.taken.has(own) ? `n${++this.unnamed}` : own;
    this.taken.add(id);
    return id;
  }
}

/**
 * Marks areas that stand on the same layer already. The fill counts, since it has its islands subtracted: a closed line that
 * is an edge of it, outer or inner, has no area beside it, and a second fill of the same outline has none beside the first.
 */
function markDoubled(things: readonly Thing[]): void {
  const edges = new Map<string, Edge[]>();
  const isTaken = (thing: Thing, outline: readonly Curve[]) => {
    const edge = edgeOf(outline);
    return keysOf(thing.layer, edge).some((key) =>
      (edges.get(key) ?? []).some((other) => isSame(edge, other)),
    );
  };
  for (const thing of things) {
    if (thing.shape.kind !== "hatch" && thing.shape.kind !== "fill") continue;
    const [outer] = [...thing.shape.outlines].sort((a, b) => norm(areaOf(b)) - norm(areaOf(a)));
    if (outer && isTaken(thing, outer)) thing.doubled = true;
    for (const outline of thing.shape.outlines) {
      const edge = edgeOf(outline);
      const [key] = keysOf(thing.layer, edge);
      if (key !== undefined) edges.set(key, [...(edges.get(key) ?? []), edge]);
    }
  }
  for (const thing of things) {
    const [outline] = thing.shape.outlines;
    if (thing.shape.kind === "hatch" || thing.shape.kind === "fill" || !outline) continue;
    thing.doubled = isTaken(thing, outline);
  }
}

type Edge = { area: number; box: ReturnType<typeof boxOf>; size: number };

function edgeOf(outline: readonly Curve[]): Edge {
  const box = boxOf(outline);
  return { area: norm(areaOf(outline)), box, size: norm(minus(box.max, box.min)) };
}

/** Two outlines are one when area and extent agree to a millionth. */
const SAME = 1e-6;

function isSame(a: Edge, b: Edge): boolean {
  const near = a.size * SAME;
  return (
    Math.abs(a.area - b.area) <= a.area * SAME &&
    norm(minus(a.box.min, b.box.min)) <= near &&
    norm(minus(a.box.max, b.box.max)) <= near
  );
}

/** Where an edge is kept, then where others like it may be. */
function keysOf(layer: string, { area }: Edge): string[] {
  const at = Math.round(Math.log(Math.max(area, Number.MIN_VALUE)) * 1e5);
  return [at, at - 1, at + 1].map((step) => `${step} ${layer}`);
}
