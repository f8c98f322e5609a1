/**
 * The take-off: what the geometry step hands to the steps after it.
 * All quantities are SI (m, m², m³, kg) and net: openings are subtracted.
 */

/**
 * Where a quantity came from:
 * - `stated`: the file's own base quantity, accepted because it agrees with the closed mesh within 2 %.
 * - `mesh`: measured on the closed mesh, openings applied.
 * - `drawn`: measured on a drawing's lines and areas, taken for elements as a person confirmed.
 * - `listed`: a row of a bill of quantities or a schedule, whose columns a person has confirmed; nothing here measured it.
 * - `low_confidence`: none of these could be confirmed (open mesh, a stated value nothing supports, a drawing's layer that is
 *   taken for what its name says).
 * - `corrected`: a person gave it, with a reason, in place of what was found.
 */
export type QuantitySource = "stated" | "mesh" | "drawn" | "listed" | "low_confidence" | "corrected";

export type QuantityKey = "lengthM" | "areaM2" | "volumeM3" | "weightKg";

export type Quantities = { [K in QuantityKey]?: number };
/** `count`: whether it is an element at all, where that is a question; a drawing's doors have nothing but their number. */
export type QuantitySources = { [K in QuantityKey | "count"]?: QuantitySource };

/** One material of an element. `share` is its part of the element's volume (0..1); shares of an element sum to 1. */
export interface ElementMaterial {
  name: string;
  /** Thickness of its layer, m; 0 for a membrane, null where it is no layer. */
  thicknessM: number | null;
  share: number;
  /** The file names several materials and not how much there is of each: `share` is an equal part, nothing to price by. */
  shareAssumed?: true;
  /** The element stands for an amount, not for one thing: a bill's row of m³. It is nothing that is priced by the piece. */
  uncounted?: true;
}

/** What the file states of an element in its Pset_…Common; null: it does not say, or says both. */
export interface ElementFacts {
  isExternal: boolean | null;
  loadBearing: boolean | null;
}

/**
 * The box around an element's shape along the model's own axes: its centre and its extents, m, to a tenth of a millimetre.
 * Elements of two versions of a model are told by it where their GlobalIds are not the same.
 */
export type ElementBox = [x: number, y: number, z: number, dx: number, dy: number, dz: number];

/** What the take-off found of an element, before a person corrected it. */
export interface FoundElement {
  quantities: Quantities;
  sources: QuantitySources;
  materials: ElementMaterial[];
}

export interface TakeoffElement extends ElementFacts {
  globalId: string;
  /** The file's own class in the schema's spelling, e.g. `IfcWallStandardCase`. */
  ifcClass: string;
  name: string | null;
  typeName: string | null;
  predefinedType: string | null;
  /** Index into `Takeoff.storeys`, or null when the element belongs to no storey. */
  storey: number | null;
  quantities: Quantities;
  sources: QuantitySources;
  materials: ElementMaterial[];
  /** GlobalId of the assembly it is a part of, or null. */
  parentGlobalId: string | null;
  /** False for an assembly whose parts carry the geometry: it is counted, never measured again. */
  measured: boolean;
  /** Not there: it has no shape. */
  boxM?: ElementBox;
}

/** A storey; in a model without storeys, a part of a bridge, road, railway or harbour in which elements stand. */
export interface TakeoffStorey {
  globalId: string;
  name: string;
  elevationM: number;
}

export type FloorAreaSource = "stated" | "measured" | "none";

/** Floor areas in m². Gross is by storey (GFA), net by spaces (NIA). */
export interface FloorAreas {
  grossM2: number | null;
  grossSource: FloorAreaSource;
  netM2: number | null;
  netSource: FloorAreaSource;
  /** Same order as `Takeoff.storeys`. */
  byStorey: {
    grossM2: number | null;
    grossSource: FloorAreaSource;
    netM2: number | null;
    netSource: FloorAreaSource;
  }[];
}

export type IfcSchema = "IFC2X3" | "IFC4" | "IFC4X3";

export interface Takeoff {
  /** Of a drawing its format and release, e.g. `DWG AC1032`; of a bill its format. */
  schema: IfcSchema | `${"DWG" | "DXF"} ${string}` | "XLSX" | "CSV" | "PDF";
  /** Name of the authoring application, when stated. */
  application: string | null;
  projectName: string | null;
  storeys: TakeoffStorey[];
  floorAreas: FloorAreas;
  elements: TakeoffElement[];
  /** Sentences a person should read: what was doubtful in the file, and what was done about it. */
  warnings: string[];
}
