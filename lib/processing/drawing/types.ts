import type { Mapping, MappingKind } from "./mapping.ts";
import type { DrawingUnit } from "./units.ts";

/** What is drawn and can be measured. A fill is a solid or a face of three or four corners. */
export type DrawnKind =
  | "line"
  | "arc"
  | "circle"
  | "ellipse"
  | "polyline"
  | "multiline"
  | "spline"
  | "hatch"
  | "fill"
  | "point";

/** A mapping as it was used: confirmed by a person, or only suggested by the name. */
export interface AppliedMapping {
  mapping: Mapping;
  confirmed: boolean;
}

/** Mappings as a take-off is given them: what people confirmed, by kind and normalised name. */
export interface KnownMapping {
  kind: MappingKind;
  normalisedName: string;
  mapping: Mapping;
}

/** Amounts of a layer or of all inserts of a block, in the drawing's own units and their squares. */
interface Amounts {
  length: number;
  area: number;
}

export type LayerState = "on" | "off" | "frozen";

/** A layer of the model space, blocks that are mapped on their own left out of it. */
export interface DrawnLayer extends Amounts {
  name: string;
  state: LayerState;
  /** Things that can be measured. */
  things: number;
  /** Of them, those that enclose an area. */
  closed: number;
  /** What it is counted by: things, an insert of a block as one. */
  count: number;
  /** Fills of an outline on the same layer, and outlines within: their area is counted once. */
  doubled: number;
  /** Drawn, but neither lines nor areas: solids, meshes, images. */
  unmeasured: number;
  /** On a layer that is off or frozen: not counted. */
  hidden: number;
  applied: AppliedMapping | null;
  /** Things that lack what the mapping measures, such as open lines where areas are. */
  without: number;
}

/** A block that stands in the model space, with what all its inserts hold. */
export interface DrawnBlock extends Amounts {
  name: string;
  inserts: number;
  applied: AppliedMapping | null;
  without: number;
}

/** What a drawing holds beside its elements. */
export interface DrawingSummary {
  /** As the file states it; null: it states none. */
  statedUnit: DrawingUnit | null;
  /** Release of the file, e.g. `AC1032`. */
  version: string;
  layers: DrawnLayer[];
  blocks: DrawnBlock[];
  /** Texts, dimensions and leaders. */
  annotations: number;
  /** Things on layouts, which show the model space again. */
  paperSpace: number;
  /** Objects of the file that could not be read. */
  unread: number;
}
