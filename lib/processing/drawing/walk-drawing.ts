import { type BlockRecord, type Insert, LayerFlags } from "@node-projects/acad-ts";
import { checkQuantities } from "#lib/processing/geometry/model-limits.ts";
import { TakeoffError } from "#lib/processing/geometry/takeoff-error.ts";
import type { TakeoffElement } from "#lib/processing/types.ts";
import { type Affine, after, areaBy, fromNormal, IDENTITY, norm, scaleOf, translation } from "./affine.ts";
import { curveBy, lengthOf } from "./curves.ts";
import { checkDrawn, DEEPEST_NESTING } from "./limits.ts";
import type { ElementMapping } from "./mapping.ts";
import { elementBy, quantitiesBy } from "./measure-by.ts";
import { type PreparedBlock, prepareBlock, type Thing } from "./prepare-block.ts";
import type { ReadDocument } from "./read-document.ts";
import type { AppliedMapping, DrawnBlock, DrawnLayer } from "./types.ts";

/** What a name stands for, given what there is of it; null: nothing. */
export type MappingOf = (kind: "layer" | "block", name: string, of: Survey) => AppliedMapping | null;
/** How a name is drawn, for a suggestion: how many things, and how many of them are closed. */
export interface Survey {
  things: number;
  closed: number;
}

export interface WalkOptions {
  mappingOf: MappingOf;
  /** Metres of a drawing's unit; null: not known, and nothing has a length or an area. */
  metres: number | null;
  onProgress?: (drawn: number) => void;
}

export interface Walked {
  layers: DrawnLayer[];
  blocks: DrawnBlock[];
  elements: TakeoffElement[];
  /** Storeys' names, as mappings give them; elements refer to them by place. */
  storeys: string[];
  annotations: number;
}

/** Where a block is laid out. */
interface Place {
  map: Affine;
  /** What its things on layer 0 are on; null in the model space itself. */
  layer: string | null;
  path: string;
  /** Layers of the inserts around: a layer is counted by the outermost of its own. */
  above: ReadonlySet<string>;
  /** Something around is an element as a whole, or is left out: nothing within is one too. */
  taken: boolean;
  /** A block around is mapped: its amounts are no layer's. */
  ofBlock: boolean;
  stack: readonly BlockRecord[];
}

interface Totals {
  length: number;
  area: number;
}

/** Lays out the model space, measures it layer by layer and block by block, and takes off what is mapped. */
export function walkDrawing(drawing: ReadDocument, options: WalkOptions): Walked {
  return new Walk(drawing, options).all();
}

class Walk {
  private readonly drawing: ReadDocument;
  private readonly options: WalkOptions;
  private readonly names = new Map<BlockRecord, string>();
  private readonly prepared = new Map<BlockRecord, PreparedBlock>();
  private readonly layers = new Map<string, DrawnLayer>();
  private readonly blocks = new Map<string, DrawnBlock>();
  private readonly elements: TakeoffElement[] = [];
  private readonly storeys = new Map<string, number>();
  private readonly surveys: { layers: Map<string, Survey>; blocks: Map<string, Survey> };
  private annotations = 0;
  private drawn = 0;

  constructor(drawing: ReadDocument, options: WalkOptions) {
    this.drawing = drawing;
    this.options = options;
    this.surveys = this.survey();
  }

  all(): Walked {
    this.lay(this.drawing.modelSpace, {
      map: IDENTITY,
      layer: null,
      path: "",
      above: new Set(),
      taken: false,
      ofBlock: false,
      stack: [],
    });
    return {
      layers: [...this.layers.values()].filter((layer) => !isEmpty(layer)),
      blocks: [...this.blocks.values()],
      elements: this.elements,
      storeys: [...this.storeys.keys()],
      annotations: this.annotations,
    };
  }

  /** What stands on each layer and in each block, once each: enough to suggest by, before anything is laid out. */
  private survey() {
    const layers = new Map<string, Survey>();
    const blocks = new Map<string, Survey>();
    const add = (to: Map<string, Survey>, name: string, { shape }: Thing) => {
      const known = to.get(name) ?? { things: 0, closed: 0 };
      to.set(name, {
        things: known.things + 1,
        closed: known.closed + (shape.area !== null ? 1 : 0),
      });
    };
    for (const record of this.drawing.blocks) {
      if (isLayout(record, this.drawing)) continue;
      for (const thing of this.prepare(record).things) {
        add(layers, thing.layer, thing);
        add(blocks, this.nameOf(record), thing);
      }
    }
    return { layers, blocks };
  }

  private prepare(block: BlockRecord): PreparedBlock {
    const known = this.prepared.get(block);
    if (known) return known;
    const prepared = prepareBlock(block);
    this.prepared.set(block, prepared);
    return prepared;
  }

  /** A dynamic block's variants have names without meaning; they are called like the block that they are of. */
  private nameOf(block: BlockRecord): string {
    const known = this.names.get(block) ?? block.source?.name ?? block.name;
    this.names.set(block, known);
    return known;
  }

  /** Lays a block out at a place, and answers what it holds in all. */
  private lay(block: BlockRecord, place: Place): Totals {
    const totals: Totals = { length: 0, area: 0 };
    const { things, inserts, unmeasured, annotations } = this.prepare(block);
    this.annotations += annotations;
    const scale = scaleOf(place.map);
    for (const thing of things) this.draw(thing, place, scale, totals);
    for (const layer of unmeasured) this.layer(effective(layer, place)).unmeasured++;
    for (const { id, layer, insert } of inserts) {
      const [columns, rows] = [timesOf(insert.columnCount), timesOf(insert.rowCount)];
      this.count(columns * rows);
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const cell = columns * rows > 1 ? `${id}[${column},${row}]` : id;
          add(totals, this.insert(insert, { id: place.path + cell, layer, column, row }, place));
        }
    }
    return totals;
  }

  private draw(thing: Thing, place: Place, scale: number | null, totals: Totals): void {
    this.count(1);
    const name = effective(thing.layer, place);
    const layer = this.layer(name);
    if (layer.state !== "on") {
      layer.hidden++;
      return;
    }
    const length =
      scale === null
        ? thing.shape.curves.reduce((sum, curve) => sum + lengthOf(curveBy(place.map, curve)), 0)
        : thing.length * scale;
    const area = thing.shape.area === null || thing.doubled ? 0 : norm(areaBy(place.map, thing.shape.area));
    add(totals, { length, area });
    if (place.ofBlock) return;
    layer.things++;
    if (thing.shape.area !== null) layer.closed++;
    if (thing.doubled) layer.doubled++;
    layer.length += length;
    layer.area += area;
    const isCounted = !place.above.has(name);
    if (isCounted) layer.count++;
    if (place.taken || layer.applied?.mapping.use !== "element") return;
    const { mapping, confirmed } = layer.applied;
    if (mapping.measure === "count" && !isCounted) return;
    const id = place.path + thing.id;
    if (!this.take({ mapping, confirmed }, { id, name, layer: name }, { length, area })) layer.without++;
  }

  private insert(
    insert: Insert,
    at: { id: string; layer: string; column: number; row: number },
    place: Place,
  ): Totals {
    const own = effective(at.layer, place);
    const layer = this.layer(own);
    const { block } = insert;
    if (layer.state === "frozen" || !block) {
      if (layer.state === "frozen") layer.hidden++;
      else layer.unmeasured++;
      return { length: 0, area: 0 };
    }
    if (place.stack.length >= DEEPEST_NESTING || place.stack.includes(block))
      throw new TakeoffError("drawing_nested_too_deep");
    const name = this.nameOf(block);
    const drawn = isNamed(name) ? this.block(name) : null;
    const isMapped = drawn !== null && drawn.applied !== null && !place.ofBlock;
    const isHidden = layer.state === "off";
    const isCounted = !place.ofBlock && !isMapped && !isHidden && !place.above.has(own);
    if (isCounted) layer.count++;
    const byLayer =
      isCounted && layer.applied?.mapping.use === "element" && layer.applied.mapping.measure === "count"
        ? { mapping: layer.applied.mapping, confirmed: layer.applied.confirmed }
        : null;
    if (byLayer && !place.taken) this.take(byLayer, { id: at.id, name, layer: own }, { length: 0, area: 0 });
    const held = this.lay(block, {
      map: after(place.map, mapOf(insert, block, at)),
      layer: own,
      path: `${at.id}/`,
      above: isMapped ? place.above : new Set([...place.above, own]),
      taken: place.taken || isMapped || byLayer !== null,
      ofBlock: place.ofBlock || isMapped,
      stack: [...place.stack, block],
    });
    if (!drawn || place.ofBlock) return held;
    drawn.inserts++;
    add(drawn, held);
    if (place.taken || drawn.applied?.mapping.use !== "element") return held;
    const { mapping, confirmed } = drawn.applied;
    if (!this.take({ mapping, confirmed }, { id: at.id, name, layer: own }, held)) drawn.without++;
    return held;
  }

  /** Takes a thing for an element; false where it lacks what is measured. */
  private take(
    applied: { mapping: ElementMapping; confirmed: boolean },
    { id, name, layer }: { id: string; name: string; layer: string },
    { length, area }: Totals,
  ): boolean {
    const { metres } = this.options;
    const quantities = quantitiesBy(applied.mapping, {
      lengthM: metres === null ? null : length * metres,
      areaM2: metres === null ? null : area * metres * metres,
    });
    if (quantities === null) return false;
    checkQuantities(quantities);
    const storey = this.storeyOf(applied.mapping.storey);
    this.elements.push(elementBy(applied, { globalId: id, name, layer, storey, quantities }));
    checkDrawn("mapped_things", this.elements.length);
    return true;
  }

  private storeyOf(name: string | null): number | null {
    if (name === null) return null;
    const known = this.storeys.get(name) ?? this.storeys.size;
    this.storeys.set(name, known);
    return known;
  }

  private count(more: number): void {
    const before = this.drawn;
    this.drawn += more;
    checkDrawn("drawn_things", this.drawn);
    if (Math.floor(before / 10_000) !== Math.floor(this.drawn / 10_000))
      this.options.onProgress?.(this.drawn);
  }

  private layer(name: string): DrawnLayer {
    const known = this.layers.get(name);
    if (known) return known;
    const { isOn, flags } = this.drawing.layerNamed(name) ?? { isOn: true, flags: 0 };
    const state = (flags & LayerFlags.Frozen) !== 0 ? "frozen" : isOn ? "on" : "off";
    const made: DrawnLayer = {
      name,
      state,
      things: 0,
      closed: 0,
      count: 0,
      doubled: 0,
      unmeasured: 0,
      hidden: 0,
      length: 0,
      area: 0,
      applied: this.options.mappingOf("layer", name, this.surveys.layers.get(name) ?? NOTHING),
      without: 0,
    };
    this.layers.set(name, made);
    checkDrawn("layers", this.layers.size);
    return made;
  }

  private block(name: string): DrawnBlock {
    const known = this.blocks.get(name);
    if (known) return known;
    const made: DrawnBlock = {
      name,
      inserts: 0,
      length: 0,
      area: 0,
      applied: this.options.mappingOf("block", name, this.surveys.blocks.get(name) ?? NOTHING),
      without: 0,
    };
    this.blocks.set(name, made);
    checkDrawn("blocks", this.blocks.size);
    return made;
  }
}

const NOTHING: Survey = { things: 0, closed: 0 };

/** Things on layer 0 of a block are on the layer of its insert. */
const effective = (layer: string, place: Place) =>
  layer === "0" && place.layer !== null ? place.layer : layer;

const timesOf = (count: number) => (Number.isFinite(count) && count > 1 ? Math.floor(count) : 1);

/** What is drawn on a layout shows the model space again. */
export const isLayout = (record: BlockRecord, { modelSpace }: ReadDocument): boolean =>
  record !== modelSpace && (record.layout !== null || /^\*paper_space/i.test(record.name));

/** Blocks that a program made for itself (`*U12`, `*X3`): what they hold is their layers'. */
const isNamed = (name: string) => name !== "" && !name.startsWith("*");

function add(to: Totals, more: Totals): void {
  to.length += more.length;
  to.area += more.area;
}

function isEmpty({ things, count, unmeasured, hidden }: DrawnLayer): boolean {
  return things + count + unmeasured + hidden === 0;
}

/** From a block's coordinates to those where it is inserted: its base point, scale, rotation, place, and own plane. */
function mapOf(insert: Insert, block: BlockRecord, { column, row }: { column: number; row: number }): Affine {
  const { insertPoint: at, normal, rotation } = insert;
  const base = block.blockEntity.basePoint;
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const [dx, dy] = [column * insert.columnSpacing, row * insert.rowSpacing];
  const turned: Affine = {
    x: [cos * insert.xScale, sin * insert.xScale, 0],
    y: [-sin * insert.yScale, cos * insert.yScale, 0],
    z: [0, 0, insert.zScale],
    at: [at.x + cos * dx - sin * dy, at.y + sin * dx + cos * dy, at.z],
  };
  const plane = fromNormal([normal.x, normal.y, normal.z]);
  return after(plane, after(turned, translation([-base.x, -base.y, -base.z])));
}
